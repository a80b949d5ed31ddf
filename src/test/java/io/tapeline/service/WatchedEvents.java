package io.tapeline.service;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who watches server-sent events, and keeps what comes. */
final class WatchedEvents implements AutoCloseable {

  private static final int LOOKS = 400;

  /** One that came. */
  record Event(String name, String id, String data) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final InputStream stream;

  private WatchedEvents(InputStream stream) {
    this.stream = stream;
  }

  static WatchedEvents of(String path, @Nullable String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
            .header("Accept", "text/event-stream");
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    InputStream stream =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream()).body();
    WatchedEvents watched = new WatchedEvents(stream);
    Thread.ofVirtual().start(watched::read);
    return watched;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = "";
      String id = "";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(name, id, data.toString()));
          data.setLength(0);
          id = "";
        } else if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring("id:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring("data:".length()).strip());
        }
      }
    } catch (IOException _) {
      // it is over
    }
  }

  /** All so far of this name. */
  List<Event> named(String name) {
    return events.stream().filter(event -> event.name.equals(name)).toList();
  }

  /** All so far. */
  List<Event> all() {
    return List.copyOf(events);
  }

  /** All so far that have an id, which are those from the store. */
  List<Event> stored() {
    return new ArrayList<>(events.stream().filter(event -> !event.id.isEmpty()).toList());
  }

  void await(Predicate<WatchedEvents> wanted) throws InterruptedException {
    for (int i = 0; i < LOOKS && !wanted.test(this); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    if (!wanted.test(this)) {
      throw new AssertionError("not in time: " + events);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
