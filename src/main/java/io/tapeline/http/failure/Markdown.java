package io.tapeline.http.failure;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The little Markdown that problem pages are written in: a title, paragraphs, code in backticks.
 */
final class Markdown {

  private Markdown() {}

  static String page(String code, String text) {
    String body =
        Stream.of(text.strip().split("\n\n+", -1))
            .map(Markdown::block)
            .collect(Collectors.joining("\n"));
    return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s - Tapeline</title>
        <style>body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:3rem auto}</style>
        %s
        <p><a href="/docs">Reference</a></p>
        </html>
        """
        .formatted(code, body);
  }

  private static String block(String block) {
    String inline =
        block
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("`([^`]+)`", "<code>$1</code>");
    return inline.startsWith("# ")
        ? "<h1>" + inline.substring(2) + "</h1>"
        : "<p>" + inline + "</p>";
  }
}
