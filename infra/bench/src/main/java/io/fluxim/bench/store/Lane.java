package io.fluxim.bench.store;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The conversations of one partition, which talk in turn. Not for several threads at once. */
final class Lane {

    private final List<Talk> talks;
    /** How many messages there were. */
    private long turn;

    private Lane(List<Talk> talks) {
        this.talks = List.copyOf(talks);
    }

    /** So many lanes of this shape. */
    static List<Lane> of(Shape shape, int count) {
        return IntStream.range(0, count).mapToObj(lane -> of(shape, "l" + lane)).toList();
    }

    private static Lane of(Shape shape, String name) {
        List<Talk> talks = new ArrayList<>();
        for (int i = 0; i < shape.conversations(); i++) {
            talks.add(talk(shape, shape.scenario() + name + "c" + i));
        }
        return new Lane(talks);
    }

    private static Talk talk(Shape shape, String name) {
        List<UserId> members = IntStream.range(0, shape.members())
                .mapToObj(i -> new UserId(name + "u" + i))
                .toList();
        Conversation conversation = members.size() == 2
                ? Conversation.direct(members.get(0), members.get(1))
                : Conversation.group(new GroupId(name));
        return new Talk(conversation, members);
    }

    List<Talk> talks() {
        return talks;
    }

    /** The next messages, dense in each conversation. */
    List<Said> next(int count) {
        List<Said> said = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Talk talk = talks.get((int) (turn % talks.size()));
            said.add(talk.at(1 + turn / talks.size(), System.currentTimeMillis()));
            turn++;
        }
        return said;
    }
}
