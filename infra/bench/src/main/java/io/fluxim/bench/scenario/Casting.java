package io.fluxim.bench.scenario;

import io.fluxim.bench.load.Connections;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.fluxim.torture.cast.Club;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Who is connected and with whom he talks. */
sealed interface Casting {

    /** Most that are registered with one call. */
    int REGISTERED_AT_ONCE = 1_000;

    /** How many devices get a message, its sender's not counted. */
    int receivers();

    /**
     * Registers them and gives each his conversation; none is connected yet. Answers the conversations that will be talked in,
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

    /** Two and two, each talks to the other. */
    record Pairs(int connections) implements Casting {

        public Pairs {
            if (connections < 2 || connections % 2 != 0) {
                throw new IllegalArgumentException(
                        "an even number of connections, 2 or more, was expected, not " + connections);
            }
        }

        @Override
        public int receivers() {
            return 1;
        }

        @Override
        public List<Integer> take(Stage stage) {
            List<UserId> people = people(stage, connections);
            List<String> tokens = stage.town().tokens(people);
            Connections all = stage.connections();
            List<Integer> conversations = new ArrayList<>();
            for (int i = 0; i < connections; i += 2) {
                UserId one = people.get(i);
                UserId other = people.get(i + 1);
                int conversation = stage.ledger()
                        .conversation(Conversation.direct(one, other).key(), 0);
                all.talkingToUser(conversation, tokens.get(i), other.value());
                all.talkingToUser(conversation, tokens.get(i + 1), one.value());
                conversations.add(conversation);
            }
            return conversations;
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
