package io.fluxim.torture.report;

/**
 * One fault with one seed.
 *
 * @param fault its name, words joined by hyphens
 * @param what  what is done, in a sentence
 * @param seed  of the dice: victims, instants and lengths are the same with the same seed
 */
public record Cell(String fault, String what, long seed) {}
