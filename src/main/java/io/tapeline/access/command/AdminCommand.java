package io.tapeline.access.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tapeline keys …}, {@code tenants …} and {@code usage}. Ends with 0 if it is done, 1 if
 * the service refused it or does not answer, 2 if the command makes no sense.
 */
public final class AdminCommand {

  public static final String USAGE =
      """
      usage: ./tapeline keys create --scopes A,B [--tenant ID] [--note TEXT] [--expires TIME]
                                    [--addresses IP,CIDR] [--test]
             ./tapeline keys list [--tenant ID]
             ./tapeline keys rotate ID [--overlap PT1H]
             ./tapeline keys revoke ID
             ./tapeline tenants list
             ./tapeline tenants create NAME [--plan PLAN]
             ./tapeline tenants plan ID PLAN
             ./tapeline tenants close ID
             ./tapeline usage [--tenant ID] [--days 7]

      TAPELINE_KEY holds the key to ask with, TAPELINE_URL where the service is (http://127.0.0.1:8080).
      """;

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int NO_SENSE = 2;
  private static final String DAYS = "7";
  private static final String HERE = "http://127.0.0.1:8080";

  private static final Set<String> OPTIONS =
      Set.of(
          "--scopes",
          "--tenant",
          "--note",
          "--expires",
          "--addresses",
          "--overlap",
          "--plan",
          "--days");

  private final AdminClient client;
  private final Clock clock;
  private final PrintStream out;
  private final Shown shown;

  public AdminCommand(Map<String, String> environment, Clock clock, PrintStream out) {
    this.client =
        new AdminClient(
            URI.create(environment.getOrDefault("TAPELINE_URL", HERE)),
            environment.get("TAPELINE_KEY"));
    this.clock = clock;
    this.out = out;
    this.shown = new Shown(out);
  }

  /**
   * @param arguments from {@code keys}, {@code tenants} or {@code usage} on
   */
  public int run(List<String> arguments) {
    try {
      run(Options.of(arguments, OPTIONS, Set.of("--test")));
      return DONE;
    } catch (IllegalArgumentException e) {
      out.println("tapeline: " + e.getMessage() + "\n\n" + USAGE);
      return NO_SENSE;
    } catch (IOException e) {
      out.println("tapeline: " + e.getMessage());
      return REFUSED;
    }
  }

  private void run(Options options) throws IOException {
    List<String> words = options.words();
    String what = String.join(" ", words.subList(0, Math.min(2, words.size())));
    switch (what) {
      case "keys create" -> shown.made(client.ask("POST", "/v1/keys", wanted(options)));
      case "keys list" -> list("/v1/keys" + tenant(options, "?"), shown::key);
      case "keys rotate" ->
          shown.made(
              client.ask(
                  "POST",
                  "/v1/keys/" + word(words, 2, "the id of a key") + "/rotate",
                  only("overlap", options.value("--overlap"))));
      case "keys revoke" ->
          shown.key(client.ask("DELETE", "/v1/keys/" + word(words, 2, "the id of a key"), null));
      case "tenants list" -> list("/v1/admin/tenants", shown::tenant);
      case "tenants create" -> {
        Map<String, Object> body = only("name", word(words, 2, "a name"));
        body.putAll(only("plan", options.value("--plan")));
        shown.tenant(client.ask("POST", "/v1/admin/tenants", body));
      }
      case "tenants plan" ->
          shown.tenant(
              client.ask(
                  "POST",
                  "/v1/admin/tenants/" + word(words, 2, "the id of a tenant"),
                  only("plan", word(words, 3, "a plan"))));
      case "tenants close" ->
          shown.tenant(
              client.ask(
                  "DELETE", "/v1/admin/tenants/" + word(words, 2, "the id of a tenant"), null));
      case "usage" ->
          list("/v1/account/usage" + from(options) + tenant(options, "&"), shown::usage);
      default -> throw new IllegalArgumentException("what is to be done with " + what + "?");
    }
  }

  private static String word(List<String> words, int place, String wanted) {
    if (words.size() <= place) {
      throw new IllegalArgumentException(wanted + " is missing");
    }
    return words.get(place);
  }

  private static Map<String, Object> only(String name, @Nullable Object value) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (value != null) {
      body.put(name, value);
    }
    return body;
  }

  private static Map<String, Object> wanted(Options options) {
    Map<String, Object> body = only("scopes", options.list("--scopes"));
    body.putAll(only("tenant", options.value("--tenant")));
    body.putAll(only("note", options.value("--note")));
    body.putAll(only("expires", options.value("--expires")));
    body.putAll(only("addresses", options.list("--addresses")));
    body.putAll(only("test", options.has("--test") ? Boolean.TRUE : null));
    return body;
  }

  private static String tenant(Options options, String before) {
    String tenant = options.value("--tenant");
    return tenant == null ? "" : before + "tenant=" + tenant;
  }

  /** Today is the last of the days. */
  private String from(Options options) {
    String days = Objects.requireNonNullElse(options.value("--days"), DAYS);
    if (!days.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("--days must be a number from 1 to 9999, not " + days);
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return "?from=" + today.minusDays(Long.parseLong(days) - 1) + "T00:00:00Z";
  }

  /** All pages. */
  private void list(String path, Consumer<JsonNode> each) throws IOException {
    String cursor = null;
    do {
      String more = cursor == null ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
      JsonNode page = client.ask("GET", path + more, null);
      page.path("data").forEach(each);
      cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (cursor != null);
  }
}
