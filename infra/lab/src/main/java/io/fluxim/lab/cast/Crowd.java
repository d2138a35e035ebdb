package io.fluxim.lab.cast;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.PromiseCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Pairs of people, of whom one talks and one listens: a load of a known rate. Played by one thread. */
public final class Crowd implements Cast, AutoCloseable {

    /** A talker who waits for their listener is at most this number of messages ahead. */
    private static final int LEAD = 16;
    /** Talkers who say half of what is offered. */
    private static final int LOUD = 2;
    /** Between two looks at who may talk. */
    private static final Duration TICK = Duration.ofMillis(2);

    private final List<UserId> users;
    private final List<Pair> pairs = new ArrayList<>();
    private final Babel babel;

    /** Two connections at two nodes. */
    private static final class Pair {
        private final Player talker;
        private final Player listener;
        private final Conversation conversation;
        private int said;

        Pair(Player talker, Player listener) {
            this.talker = talker;
            this.listener = listener;
            this.conversation = Conversation.direct(talker.user(), listener.user());
        }
    }

    /**
     * Registers everybody.
     *
     * @param plan people in pairs, an even number
     */
    public Crowd(Company.Plan plan, Company.Address address) {
        this.users = IntStream.range(0, plan.people())
                .mapToObj(i -> new UserId(plan.name() + "-" + i))
                .toList();
        this.babel = new Babel(new Random(plan.seed()));
        Town town = new Town(address.http(), address.adminSecret());
        town.register(users);
        List<String> tokens = town.tokens(users);
        Player.Habits habits = new Player.Habits(0, plan.patience(), new Tally());
        List<Player> players = IntStream.range(0, users.size())
                .mapToObj(i -> new Player(
                        users.get(i),
                        new Doors(address.client(), address.sockets(), i),
                        new Doors.Pass(tokens.get(i), "phone"),
                        habits))
                .toList();
        for (int i = 0; i + 1 < players.size(); i += 2) {
            pairs.add(new Pair(players.get(i), players.get(i + 1)));
        }
    }

    public void connect() {
        pairs.forEach(pair -> {
            pair.talker.connect();
            pair.listener.connect();
        });
    }

    /** As fast as listeners hear it, which is as fast as the whole route is. */
    public Answers converse(Duration time) {
        Answers answers = new Answers();
        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; tick()) {
            for (Pair pair : pairs) {
                while (pair.said - pair.listener.position() < LEAD) {
                    say(pair, answers);
                }
            }
        }
        return answers.ended();
    }

    /** At a rate, whatever becomes of it; every other message is said by one of {@value #LOUD}, who are beyond what one may. */
    public Answers offer(double perSecond, Duration time) {
        Answers answers = new Answers();
        long began = System.nanoTime();
        long offered = 0;
        for (long now = began; now - began < time.toNanos(); now = System.nanoTime()) {
            for (; offered < perSecond * (now - began) / TimeUnit.SECONDS.toNanos(1); offered++) {
                int among = offered % 2 == 0 ? LOUD : pairs.size();
                say(pairs.get((int) (offered / 2 % among)), answers);
            }
            tick();
        }
        return answers.ended();
    }

    private void say(Pair pair, Answers answers) {
        String id = "m" + pair.said++;
        answers.offered(pair.talker.say(new Line(pair.conversation, id, babel.text())));
    }

    private static void tick() {
        LockSupport.parkNanos(TICK.toNanos());
    }

    /** Waits for the answers; false if some did not come in time. */
    public boolean answered(Answers answers, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (answers.waiting() > 0 && System.nanoTime() < deadline) {
            tick();
        }
        return answers.waiting() == 0;
    }

    /** Everybody looks what they missed. */
    public void look() {
        pairs.forEach(pair -> {
            pair.talker.look();
            pair.listener.look();
        });
    }

    @Override
    public List<UserId> users() {
        return users;
    }

    @Override
    public List<Conversation> conversations() {
        return pairs.stream().map(pair -> pair.conversation).toList();
    }

    @Override
    public long position(UserId user) {
        int at = users.indexOf(user);
        Pair pair = pairs.get(at / 2);
        return (at % 2 == 0 ? pair.talker : pair.listener).position();
    }

    @Override
    public void tell(PromiseCheck check, Membership membership) {
        pairs.forEach(pair -> {
            pair.talker.tell(check);
            pair.listener.tell(check);
        });
    }

    @Override
    public void close() {
        pairs.forEach(pair -> {
            pair.talker.close();
            pair.listener.close();
        });
    }
}
