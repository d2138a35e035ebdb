/**
 * What every MySQL adapter needs, once.
 *
 * <ul>
 *   <li>{@link io.fluxim.mysql.MySqlConfiguration}: what an adapter's configuration imports
 *   <li>{@link io.fluxim.mysql.MySqlProperties}, {@link io.fluxim.mysql.MySqlSchema}: how tables come up to date at start
 *   <li>{@link io.fluxim.mysql.MySqlStatements}: actions and transactions with a time limit; rows, and values in them
 *   <li>{@link io.fluxim.mysql.GatheredQuestions}: the questions of many callers in few statements
 * </ul>
 */
@NullMarked
package io.fluxim.mysql;

import org.jspecify.annotations.NullMarked;
