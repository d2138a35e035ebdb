package io.fluxim.cli.demo;

import io.fluxim.client.Client;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The play: three people, a chat, a group, one who goes offline and catches up. Then everything is counted. */
public final class Demo {

    private final Stage stage;
    private final CastFile file;
    private final DemoScreen screen;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> wrong = new ArrayList<>();

    /**
     * @param file   where the cast is kept between runs
     * @param screen where it is shown
     */
    public Demo(Stage stage, Path file, DemoScreen screen) {
        this.stage = stage;
        this.file = new CastFile(file);
        this.screen = screen;
    }

    /** A new cast. True if everything was as promised. */
    public boolean play() {
        return play(Cast.fresh(file.read().map(Cast::run).orElse(0) + 1));
    }

    /** The same people go on; their positions must, too. {@link DemoFailed} where nobody has played to the end. */
    public boolean playOn() {
        Cast last = file.read().orElseThrow(() -> new DemoFailed("nothing to continue: run ./fluxim demo first"));
        if (last.group().isEmpty()) {
            throw new DemoFailed("the last demo did not end, so nothing is known of it: run ./fluxim demo again");
        }
        return play(last);
    }

    private boolean play(Cast cast) {
        screen.opens(cast);
        List<Actor> actors = new ArrayList<>();
        cast.positions().forEach((name, position) -> actors.add(Actor.online(name, position, stage, http)));
        file.write(
                Cast.fresh(cast.run())); // until the end: what is sent from here on, an unfinished play does not tell
        if (actors.stream().anyMatch(Actor::startedOver)) {
            return plays(startedOver(cast, actors), actors);
        }
        return plays(cast, actors);
    }

    /** Restored since the last play: what everybody receives again tells what has been sent. */
    private Cast startedOver(Cast cast, List<Actor> actors) {
        for (Actor actor : actors) {
            check(actor.readsAgain(), actor.name() + " did not receive again what the inbox holds");
        }
        screen.startsOver(actors);
        Actor ann = actors.get(0);
        List<String> conversations = ann.inbox().stream()
                .map(received -> received.entry().conversation())
                .toList();
        long group =
                conversations.stream().filter(("g:" + cast.group())::equals).count();
        if (group == 0) {
            throw new DemoFailed("the backup is older than these people: run ./fluxim demo for new ones");
        }
        long chat = conversations.stream().filter(name -> name.startsWith("d:")).count();
        return new Cast(cast.run(), cast.group(), cast.positions(), new Cast.Sent(group, chat));
    }

    private boolean plays(Cast cast, List<Actor> actors) {
        String group = cast.group().isEmpty() ? stage.createGroup(cast.users()) : cast.group();
        int created = cast.group().isEmpty() ? 1 : 0; // making the group is its first message

        Actor ann = actors.get(0);
        Actor bob = actors.get(1);
        Actor cat = actors.get(2);
        ann.tell(bob, "Hi Bob, does it work? 👋");
        bob.tell(ann, "It does: «grüße», 你好, مرحبا");
        ann.tellAll(group, "Hello everybody");
        cat.tellAll(group, "Hello Ann");
        screen.scene(bob.name() + " loses the network");
        check(bob.awaits(4 + created), bob.name() + " did not receive everything before leaving");
        bob.leave();
        ann.tell(bob, "Are you there?");
        cat.tellAll(group, "Bob is gone");
        ann.tellAll(group, "Bob will catch up");
        screen.scene(bob.name() + " is back and syncs");
        bob.comeBack(stage, http);
        bob.tellAll(group, "Back. I missed nothing");

        Cast.Sent sent =
                new Cast.Sent(cast.sent().group() + created + 5, cast.sent().chat() + 3);
        return ends(new Cast(cast.run(), group, cast.positions(), sent), actors, created);
    }

    private boolean ends(Cast cast, List<Actor> actors, int created) {
        int[] due = {8 + created, 8 + created, 5 + created}; // of the chat 3, of the group 5
        for (int i = 0; i < due.length; i++) {
            Actor actor = actors.get(i);
            check(actor.awaits(due[i]), actor.name() + " received less than the " + due[i] + " messages due");
            check(
                    actor.received().size() == due[i],
                    actor.name() + " received more than the " + due[i] + " messages due");
            check(goesOn(actor), actor.name() + "'s positions do not go on from " + actor.firstExpected());
        }
        screen.inboxes(actors);
        screen.latencies(actors);
        history(cast);
        Map<String, Client.Position> positions = new LinkedHashMap<>();
        actors.forEach(actor -> positions.put(actor.name(), actor.position()));
        actors.forEach(Actor::goHome);
        file.write(new Cast(cast.run(), cast.group(), positions, cast.sent()));
        screen.verdict(wrong);
        return wrong.isEmpty();
    }

    /** Positions ascend by one from where this user stood, or in another epoch from the first that there is. */
    private static boolean goesOn(Actor actor) {
        long expected = actor.firstExpected();
        for (Actor.Received received : actor.inbox()) {
            if (received.entry().position() != expected++) {
                return false;
            }
        }
        return true;
    }

    /** The sink is a step behind the inboxes: it is given a moment. */
    private void history(Cast cast) {
        String ann = cast.users().get(0);
        String bob = cast.users().get(1);
        Cast.Sent rows = new Cast.Sent(0, 0);
        for (int tries = 0; tries < 50 && !rows.equals(cast.sent()); tries++) {
            rows = new Cast.Sent(stage.historyOfGroup(cast.group(), ann), stage.historyOfChat(ann, bob));
            pause();
        }
        screen.history(rows);
        check(rows.equals(cast.sent()), "MySQL has " + rows + " instead of " + cast.sent());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            wrong.add(otherwise);
        }
    }
}
