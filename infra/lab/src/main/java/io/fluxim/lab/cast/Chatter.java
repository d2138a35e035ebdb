package io.fluxim.lab.cast;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.StringNode;

/**
 * What somebody chats about until they are told to stop: to friends and to groups, now and then two lines in one breath, the same
 * again, something else under the same id, to nobody, and to a group that they are not in.
 */
final class Chatter implements Script {

    /** Lines of a hundred that follow the one before at once, in the same place: their order is what may break. */
    private static final int IN_ONE_BREATH = 15;

    private static final int REPEATS = 3;
    private static final int CONTRADICTS = 2;
    private static final int ADDRESSES_NOBODY = 1;
    private static final int INTRUDES = 1;
    private static final int TO_GROUPS = 30;
    /** How many of their last lines may be repeated. */
    private static final int MEMORY = 50;

    private static final UserId NOBODY = new UserId("nobody-at-all");

    private final UserId self;
    private final Circle circle;
    private final Pace pace;
    private final Random dice;
    private final Babel babel;
    private final List<Line> said = new ArrayList<>();
    private int count;

    /** Whom they know. */
    record Circle(List<UserId> friends, List<Club> clubs) {}

    /**
     * How they talk.
     *
     * @param gap  between two lines, on the average, in milliseconds
     * @param goOn false once they shall stop
     */
    record Pace(int gap, BooleanSupplier goOn) {}

    Chatter(UserId self, Circle circle, Pace pace, long seed) {
        this.self = self;
        this.circle = circle;
        this.pace = pace;
        this.dice = new Random(seed);
        this.babel = new Babel(dice);
    }

    @Override
    public Optional<Line> next() {
        boolean inOneBreath = !said.isEmpty() && dice.nextInt(100) < IN_ONE_BREATH;
        if (pace.gap() > 0 && !inOneBreath) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(2 * pace.gap()) + 1L));
        }
        if (!pace.goOn().getAsBoolean()) {
            return Optional.empty();
        }
        return Optional.of(inOneBreath ? said(said.get(said.size() - 1).conversation()) : line());
    }

    private Line line() {
        int die = dice.nextInt(100);
        if (die < REPEATS && !said.isEmpty()) {
            return remembered();
        }
        if (die < REPEATS + CONTRADICTS && !said.isEmpty()) {
            return remembered().contradicted(StringNode.valueOf("no, something else " + count++));
        }
        return said(place(die));
    }

    private Line said(Conversation place) {
        Line line = new Line(place, "m" + count++, babel.text());
        if (said.size() == MEMORY) {
            said.remove(0);
        }
        said.add(line);
        return line;
    }

    private Line remembered() {
        return said.get(dice.nextInt(said.size()));
    }

    private Conversation place(int die) {
        List<Club> foreign =
                circle.clubs().stream().filter(club -> !club.has(self)).toList();
        List<Club> own = circle.clubs().stream().filter(club -> club.has(self)).toList();
        int rest = die - REPEATS - CONTRADICTS;
        if (rest < ADDRESSES_NOBODY) {
            return Conversation.direct(self, NOBODY);
        }
        if (rest < ADDRESSES_NOBODY + INTRUDES && !foreign.isEmpty()) {
            return one(foreign).conversation();
        }
        return rest < TO_GROUPS && !own.isEmpty()
                ? one(own).conversation()
                : Conversation.direct(self, one(circle.friends()));
    }

    private <T> T one(List<T> of) {
        return of.get(dice.nextInt(of.size()));
    }
}
