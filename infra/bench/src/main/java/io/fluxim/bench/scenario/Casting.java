package io.fluxim.bench.scenario;

import io.fluxim.bench.load.Connections;
import io.fluxim.bench.store.Seeds;
import io.fluxim.lab.cast.Club;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who is connected and with whom they talk. */
sealed interface Casting {

    /** Most that are registered with one call. */
    int REGISTERED_AT_ONCE = 1_000;

    /** How many devices get a message, its sender's not counted. */
    int receivers();

    /**
     * Registers them and gives each their conversation; none is connected yet. Answers the conversations that will be talked in,
     * by the ledger's numbers.
     */
    List<Integer> take(Stage stage);

    private static List<UserId> people(Stage stage, int count) {
        List<UserId> people = IntStream.range(0, count).mapToObj(stage::user).toList();
        for (int from = 0; from < count; from += REGISTERED_AT_ONCE) {
            stage.town().register(people.subList(from, Math.min(count, from + REGISTERED_AT_ONCE)));
        }
        return people;
    }

    /** Each two that follow one another; all are registered. */
    private static List<Integer> pairs(Stage stage, List<UserId> people, int already) {
        List<String> tokens = stage.town().tokens(people);
        Connections all = stage.connections();
        List<Integer> conversations = new ArrayList<>();
        for (int i = 0; i < people.size(); i += 2) {
            UserId one = people.get(i);
            UserId other = people.get(i + 1);
            int conversation =
                    stage.ledger().conversation(Conversation.direct(one, other).key(), already);
            all.talkingToUser(conversation, tokens.get(i), other.value());
            all.talkingToUser(conversation, tokens.get(i + 1), one.value());
            conversations.add(conversation);
        }
        return conversations;
    }

    private static void requirePairs(String what, int count) {
        if (count < 2 || count % 2 != 0) {
            throw new IllegalArgumentException("an even number of " + what + ", 2 or more, was expected, not " + count);
        }
    }

    /** Two and two, each talks to the other. */
    record Pairs(int connections) implements Casting {

        public Pairs {
            requirePairs("connections", connections);
        }

        @Override
        public int receivers() {
            return 1;
        }

        @Override
        public List<Integer> take(Stage stage) {
            return pairs(stage, people(stage, connections), 0);
        }
    }

    /**
     * Pairs in a town where many more live, all of whom talked before: those who are connected are spread evenly over it.
     *
     * @param connections of pairs
     * @param users       a multiple of the connections
     * @param already     messages of each pair in the town
     */
    record Population(int connections, int users, int already) implements Casting {

        public Population {
            requirePairs("connections", connections);
            if (users < connections || users % connections != 0) {
                throw new IllegalArgumentException(
                        "a multiple of the " + connections + " connections was expected, not " + users + " users");
            }
        }

        @Override
        public int receivers() {
            return 1;
        }

        @Override
        public List<Integer> take(Stage stage) {
            List<UserId> people = people(stage, users);
            List<Conversation.Direct> all = new ArrayList<>();
            for (int i = 0; i < users; i += 2) {
                all.add(Conversation.direct(people.get(i), people.get(i + 1)));
            }
            Seeds.into(stage.installation().stores()).sow(all, already);
            int every = users / connections;
            List<UserId> connected = new ArrayList<>();
            for (int pair = 0; pair < all.size(); pair++) {
                if (pair % every == 0) {
                    connected.addAll(people.subList(2 * pair, 2 * pair + 2));
                } else {
                    stage.ledger().conversation(all.get(pair).key(), already);
                }
            }
            return pairs(stage, connected, already);
        }
    }

    /** Groups of one size, everybody in one of them. */
    record Clubs(int groups, int size) implements Casting {

        @Override
        public int receivers() {
            return size - 1;
        }

        @Override
        public List<Integer> take(Stage stage) {
            List<UserId> people = people(stage, groups * size);
            List<String> tokens = stage.town().tokens(people);
            List<Integer> conversations = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                GroupId id = stage.group(group);
                Club.found(stage.town(), id, people.subList(group * size, (group + 1) * size));
                conversations.add(stage.ledger().conversation(new Conversation.Group(id).key(), 1));
            }
            // one of each group after the other, so that those who talk in turn do so everywhere
            for (int member = 0; member < size; member++) {
                for (int group = 0; group < groups; group++) {
                    stage.connections()
                            .talkingToGroup(
                                    conversations.get(group),
                                    tokens.get(group * size + member),
                                    stage.group(group).value());
                }
            }
            return conversations;
        }
    }
}
