package io.tapeline.access.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tapeline keys …} and {@code ./tapeline tenants …}. Ends with 0 if it is done, 1 if the
 * service refused it or does not answer, 2 if the command makes no sense.
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

      TAPELINE_KEY holds the key to ask with, TAPELINE_URL where the service is (http://127.0.0.1:8080).
      """;

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int NO_SENSE = 2;
  private static final String HERE = "http://127.0.0.1:8080";

  private static final Set<String> OPTIONS =
      Set.of("--scopes", "--tenant", "--note", "--expires", "--addresses", "--overlap", "--plan");

  private final AdminClient client;
  private final PrintStream out;

  public AdminCommand(Map<String, String> environment, PrintStream out) {
    this.client =
        new AdminClient(
            URI.create(environment.getOrDefault("TAPELINE_URL", HERE)),
            environment.get("TAPELINE_KEY"));
    this.out = out;
  }

  /**
   * @param arguments from {@code keys} or {@code tenants} on
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
      case "keys create" -> made(client.ask("POST", "/v1/keys", wanted(options)));
      case "keys list" -> list("/v1/keys" + tenant(options), this::key);
      case "keys rotate" ->
          made(
              client.ask(
                  "POST",
                  "/v1/keys/" + word(words, 2, "the id of a key") + "/rotate",
                  only("overlap", options.value("--overlap"))));
      case "keys revoke" ->
          key(client.ask("DELETE", "/v1/keys/" + word(words, 2, "the id of a key"), null));
      case "tenants list" -> list("/v1/admin/tenants", this::tenant);
      case "tenants create" -> {
        Map<String, Object> body = only("name", word(words, 2, "a name"));
        body.putAll(only("plan", options.value("--plan")));
        tenant(client.ask("POST", "/v1/admin/tenants", body));
      }
      case "tenants plan" ->
          tenant(
              client.ask(
                  "POST",
                  "/v1/admin/tenants/" + word(words, 2, "the id of a tenant"),
                  only("plan", word(words, 3, "a plan"))));
      case "tenants close" ->
          tenant(
              client.ask(
                  "DELETE", "/v1/admin/tenants/" + word(words, 2, "the id of a tenant"), null));
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

  private static String tenant(Options options) {
    String tenant = options.value("--tenant");
    return tenant == null ? "" : "?tenant=" + tenant;
  }

  private interface Shown {
    void show(JsonNode item);
  }

  /** All pages. */
  private void list(String path, Shown each) throws IOException {
    String cursor = null;
    do {
      String more = cursor == null ? "" : (path.contains("?") ? "&" : "?") + "cursor=" + cursor;
      JsonNode page = client.ask("GET", path + more, null);
      page.path("data").forEach(each::show);
      cursor = page.path("next").isTextual() ? page.path("next").asText() : null;
    } while (cursor != null);
  }

  private void made(JsonNode made) {
    key(made.path("key"));
    out.println();
    out.println(made.path("secret").asText());
    out.println("This is the key. Keep it now: it is not shown again.");
  }

  private void key(JsonNode key) {
    String end =
        key.path("revoked").isTextual()
            ? "revoked " + key.path("revoked").asText()
            : key.path("expires").isTextual() ? "until " + key.path("expires").asText() : "good";
    out.printf(
        "%s  %s…  %s  %s  %s%n",
        key.path("id").asText(),
        key.path("start").asText(),
        end,
        listed(key.path("scopes")),
        key.path("note").asText());
  }

  private static String listed(JsonNode items) {
    StringBuilder all = new StringBuilder();
    items.forEach(item -> all.append(all.isEmpty() ? "" : ",").append(item.asText()));
    return all.toString();
  }

  private void tenant(JsonNode tenant) {
    out.printf(
        "%s  %s  %s%s%n",
        tenant.path("id").asText(),
        tenant.path("plan").asText(),
        tenant.path("name").asText(),
        tenant.path("closed").isTextual() ? "  closed " + tenant.path("closed").asText() : "");
  }
}
