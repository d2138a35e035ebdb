package io.fluxim.cli.chat;

/** Where typed lines go. */
sealed interface Target {

    /** How a person sees it. */
    String label();

    record User(String id) implements Target {

        @Override
        public String label() {
            return id;
        }
    }

    record Group(String id) implements Target {

        @Override
        public String label() {
            return "[" + id + "]";
        }
    }
}
