package io.tapeline.exchange.app;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.function.LongSupplier;

/**
 * What all connections of a venue share.
 *
 * @param context the one event loop that they run on
 * @param recordedTime times come with the frames, see {@link FrameClock}; else from the clock
 * @param clockNanos nanoseconds since 1970 UTC
 */
record VenueLink(
    Vertx vertx,
    Context context,
    WebSocketClient sockets,
    Endpoints endpoints,
    FeedConfig config,
    FeedTap tap,
    boolean recordedTime,
    LongSupplier clockNanos) {}
