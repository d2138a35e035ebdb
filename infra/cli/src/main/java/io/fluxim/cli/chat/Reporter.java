package io.fluxim.cli.chat;

import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;

/** Puts what a connection hears into the queue; a full queue leaves the socket unread. */
record Reporter(BlockingQueue<Event> events) implements Observer {

    @Override
    public void greeted(long head) {
        put(new Event.Greeted(head));
    }

    @Override
    public void received(InboxEntry entry) {
        put(new Event.Arrived(entry));
    }

    @Override
    public void rejected(String messageId, String code) {
        put(new Event.Rejected(code));
    }

    @Override
    public void dismissed(String reason, boolean reconnect, Duration reconnectAfter) {
        put(new Event.Dismissed(reason, reconnect, reconnectAfter));
    }

    @Override
    public void closed(int code, String reason) {
        put(new Event.Lost("the connection is gone (" + code + (reason.isEmpty() ? "" : " " + reason) + ")"));
    }

    void put(Event event) {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
