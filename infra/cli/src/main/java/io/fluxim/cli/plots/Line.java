package io.fluxim.cli.plots;

/** A series under the name that a reader sees. */
record Line(String name, Series series) {}
