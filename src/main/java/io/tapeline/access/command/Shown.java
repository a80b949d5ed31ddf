package io.tapeline.access.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** What the service answered, in a line for people. */
record Shown(PrintStream out) {

  void made(JsonNode made) {
    key(made.path("key"));
    out.println();
    out.println(made.path("secret").asText());
    out.println("This is the key. Keep it now: it is not shown again.");
  }

  void key(JsonNode key) {
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

  void tenant(JsonNode tenant) {
    out.printf(
        "%s  %s  %s%s%n",
        tenant.path("id").asText(),
        tenant.path("plan").asText(),
        tenant.path("name").asText(),
        tenant.path("closed").isTextual() ? "  closed " + tenant.path("closed").asText() : "");
  }

  void usage(JsonNode line) {
    out.printf(
        "%s  %s  %s  %d requests, %d units, %d refused%n",
        line.path("day").asText(),
        line.path("account").asText(),
        line.path("route").asText(),
        line.path("requests").asLong(),
        line.path("units").asLong(),
        line.path("refused").asLong());
  }
}
