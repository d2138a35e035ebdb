package io.fluxim.lab.cast;

import io.fluxim.client.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Where a player may come in: each time at the next node, as behind a load balancer. */
public final class Doors {

    private final HttpClient http;
    private final List<URI> urls;
    private final AtomicInteger knocks;

    /**
     * @param urls  of the nodes' WebSockets
     * @param first which one to begin with
     */
    public Doors(HttpClient http, List<URI> urls, int first) {
        this.http = http;
        this.urls = List.copyOf(urls);
        this.knocks = new AtomicInteger(first);
    }

    HttpClient http() {
        return http;
    }

    Client.Login next(Pass pass) {
        URI url = urls.get(Math.floorMod(knocks.getAndIncrement(), urls.size()));
        return new Client.Login(url, pass.token(), pass.device());
    }

    /** Who comes in. */
    public record Pass(String token, String device) {}
}
