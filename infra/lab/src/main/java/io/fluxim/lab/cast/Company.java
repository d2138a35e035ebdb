package io.fluxim.lab.cast;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.PromiseCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Some people and their groups, who chat until they are told to stop; strangers to every other company. */
public final class Company implements Cast, AutoCloseable {

    private static final int FRIENDS = 4;
    private static final int GROUPS = 3;
    /** One in this number loses the network by itself, each time after this number of sends. */
    private static final int LOSES_NETWORK = 4;

    private static final int LOSES_EVERY = 40;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(700);

    private final Plan plan;
    private final Town town;
    private final List<UserId> users;
    private final List<Club> clubs = new ArrayList<>();
    private final List<Player> players = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Tally tally = new Tally();
    private final ExecutorService threads;
    private final List<CompletableFuture<Void>> playing = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * @param name     of the company, part of every name in it
     * @param people   how many
     * @param gap      milliseconds between two lines of one of them, on the average; 0 for as fast as answers come
     * @param patience longest wait for an answer
     * @param seed     of everything that is left to chance
     */
    public record Plan(String name, int people, int gap, Duration patience, long seed) {}

    /** Where the platform is. */
    public record Address(List<URI> http, List<URI> sockets, String adminSecret, HttpClient client) {}

    public Company(Plan plan, Address address) {
        this.plan = plan;
        this.town = new Town(address.http(), address.adminSecret());
        this.users = IntStream.range(0, plan.people())
                .mapToObj(i -> new UserId(plan.name() + "-" + i))
                .toList();
        this.threads = Executors.newFixedThreadPool(plan.people() + 1);
        town.register(users);
        Random dice = new Random(plan.seed());
        for (int i = 0; i < GROUPS; i++) {
            clubs.add(Club.found(town, new GroupId(plan.name() + "-club" + i), some(dice, 3 + dice.nextInt(5))));
        }
        List<String> tokens = town.tokens(users);
        for (int i = 0; i < plan.people(); i++) {
            Doors doors = new Doors(address.client(), address.sockets(), i);
            int loses = i % LOSES_NETWORK == 0 ? LOSES_EVERY : 0;
            players.add(new Player(
                    users.get(i),
                    doors,
                    new Doors.Pass(tokens.get(i), "phone"),
                    new Player.Habits(loses, plan.patience(), tally)));
        }
    }

    private List<UserId> some(Random dice, int count) {
        List<UserId> shuffled = new ArrayList<>(users);
        java.util.Collections.shuffle(shuffled, dice);
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    /** Everybody connects, and chats from then on. Returns once all are connected. */
    public void begin() {
        each(Player::connect);
        for (int i = 0; i < players.size(); i++) {
            Player player = players.get(i);
            Script chatter = chatter(i);
            playing.add(CompletableFuture.runAsync(() -> player.play(chatter), threads));
        }
        playing.add(CompletableFuture.runAsync(this::changeMembers, threads));
    }

    private Chatter chatter(int i) {
        List<UserId> friends = IntStream.rangeClosed(1, FRIENDS)
                .mapToObj(k -> users.get((i + k) % users.size()))
                .filter(friend -> !friend.equals(users.get(i)))
                .toList();
        return new Chatter(
                users.get(i),
                new Chatter.Circle(friends, clubs),
                new Chatter.Pace(plan.gap(), () -> !stopped),
                plan.seed() * 1000 + i);
    }

    /** One joins or leaves some group, again and again. */
    private void changeMembers() {
        Random dice = new Random(plan.seed() + 7);
        while (!stopped) {
            Club club = clubs.get(dice.nextInt(clubs.size()));
            UserId user = users.get(dice.nextInt(users.size()));
            if (!club.has(user)) {
                club.invite(user);
            } else if (!user.equals(club.members().get(0))) {
                club.kick(user);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_CHANGES.toMillis()));
        }
    }

    /** Nobody says anything new; returns when everybody has all their answers, or gave up. */
    public void hush() {
        stopped = true;
        playing.forEach(CompletableFuture::join);
        playing.clear();
    }

    /** Everybody looks what they missed. */
    public void look() {
        each(Player::look);
    }

    /** Everybody sends again what they do not find in their own inbox: rejections are told again. */
    public void askAgain() {
        each(Player::askAgain);
    }

    /**
     * Second devices read inboxes of some people, each from one of these shares of it on.
     *
     * @param shares 0 for the beginning, 1 for the end
     */
    public void readFrom(double... shares) {
        for (int i = 0; i < shares.length; i++) {
            Player player = players.get(i % players.size());
            readers.add(player.reader(player.position(Math.round(player.position() * shares[i]))));
        }
    }

    private void each(Consumer<Player> does) {
        CompletableFuture.allOf(players.stream()
                        .map(player -> CompletableFuture.runAsync(() -> does.accept(player), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public List<UserId> users() {
        return users;
    }

    @Override
    public List<Conversation> conversations() {
        List<Conversation> all = new ArrayList<>();
        clubs.forEach(club -> all.add(club.conversation()));
        for (int i = 0; i < users.size(); i++) {
            for (int k = i + 1; k < users.size(); k++) {
                all.add(Conversation.direct(users.get(i), users.get(k)));
            }
        }
        return all;
    }

    @Override
    public long position(UserId user) {
        return players.get(users.indexOf(user)).position();
    }

    public Tally tally() {
        return tally;
    }

    public int syncsChecked() {
        return readers.size();
    }

    @Override
    public void tell(PromiseCheck check, Membership membership) {
        clubs.forEach(club -> club.tell(check, membership));
        players.forEach(player -> player.tell(check));
        readers.forEach(reader -> reader.tell(check));
    }

    @Override
    public void close() {
        stopped = true;
        players.forEach(Player::close);
        threads.shutdown();
    }
}
