package io.tapeline.exchange.recording;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.tapeline.exchange.JsonCursor;
import io.tapeline.exchange.MalformedFrameException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One recorded session of one venue, in a file. Two formats are read:
 *
 * <ul>
 *   <li>JSON lines ({@code .jsonl}, also {@code .gz} or {@code .zst}), which cryptofeed 3 and our
 *       own recorder write: {@code t} is header, http, connect, send or recv, {@code ts} seconds
 *       since 1970, {@code data} the text or {@code b64} the bytes.
 *   <li>{@code SYMBOL_YYYYMMDD.gz} as hftbacktest's collector writes Binance's combined streams: a
 *       time in nanoseconds, a blank, the message.
 * </ul>
 *
 * @param venue our id of the venue, guessed from the header or the messages
 */
public record Recording(Path file, String venue) {

  private static final Pattern COLLECTED = Pattern.compile("([a-z0-9]+)_\\d{8}\\.gz");
  private static final URI BINANCE_COMBINED = URI.create("wss://stream.binance.com:9443/stream");
  private static final byte[] EXCHANGE = ascii("exchange");
  private static final byte[] TIME = ascii("ts");
  private static final byte[] CONNECTION = ascii("conn");
  private static final byte[] DATA = ascii("data");
  private static final byte[] BASE64 = ascii("b64");
  private static final byte[] ADDRESS = ascii("addr");
  private static final byte[] URL = ascii("url");

  /** All recordings in a folder and the folders below it, or the one in this file, by name. */
  public static List<Recording> in(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).sorted().flatMap(f -> of(f).stream()).toList();
    }
  }

  /** The recording in a file; empty if the file is none. */
  public static Optional<Recording> of(Path file) {
    String name = file.getFileName().toString();
    try {
      if (name.matches(".+\\.jsonl(\\.gz|\\.zst)?")) {
        return header(file).map(venue -> new Recording(file, venue));
      }
      if (COLLECTED.matcher(name).matches() && collectsBinance(file)) {
        return Optional.of(new Recording(file, "binance"));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  private static Optional<String> header(Path file) throws IOException {
    try (BufferedReader reader = reader(file)) {
      String line = reader.readLine();
      if (line == null || !line.contains("\"header\"")) {
        return Optional.empty();
      }
      JsonCursor json = new JsonCursor().reset(line.getBytes(StandardCharsets.UTF_8));
      json.enterObject();
      while (json.nextField()) {
        if (json.nameIs(EXCHANGE)) {
          json.string();
          return Optional.of(json.text().toLowerCase(Locale.ROOT));
        }
        json.skip();
      }
      return Optional.empty();
    } catch (MalformedFrameException _) {
      return Optional.empty();
    }
  }

  private static boolean collectsBinance(Path file) throws IOException {
    try (BufferedReader reader = reader(file)) {
      String line = reader.readLine();
      return line != null && line.matches("\\d{19} \\{\"(stream|lastUpdateId)\":.*");
    }
  }

  /** Tells every line, in the file's order. A line that can't be read ends the recording. */
  public void forEach(Consumer<RecordedLine> reader) throws IOException {
    Matcher collected = COLLECTED.matcher(file.getFileName().toString());
    try (BufferedReader lines = reader(file)) {
      if (collected.matches()) {
        readCollected(collected.group(1), lines, reader);
      } else {
        readJsonLines(lines, reader);
      }
    }
  }

  private static void readCollected(
      String symbol, BufferedReader lines, Consumer<RecordedLine> reader) throws IOException {
    boolean opened = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int blank = line.indexOf(' ');
      long time = Long.parseLong(line.substring(0, blank));
      byte[] message = line.substring(blank + 1).getBytes(StandardCharsets.UTF_8);
      if (!opened) {
        opened = true;
        URI streams =
            URI.create(
                BINANCE_COMBINED
                    + "?streams=%1$s@depth@100ms/%1$s@bookTicker/%1$s@trade".formatted(symbol));
        reader.accept(new RecordedLine.Opened(symbol, time, streams));
      }
      if (line.startsWith("{\"lastUpdateId\"", blank + 1)) {
        URI depth =
            URI.create(
                "https://api.binance.com/api/v3/depth?symbol="
                    + symbol.toUpperCase(Locale.ROOT)
                    + "&limit=1000");
        reader.accept(new RecordedLine.Answered(time, depth, message));
      } else {
        reader.accept(new RecordedLine.Received(symbol, time, message));
      }
    }
  }

  private static void readJsonLines(BufferedReader lines, Consumer<RecordedLine> reader)
      throws IOException {
    JsonCursor json = new JsonCursor();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      RecordedLine read = jsonLine(json.reset(line.getBytes(StandardCharsets.UTF_8)));
      if (read != null) {
        reader.accept(read);
      }
    }
  }

  private static @Nullable RecordedLine jsonLine(JsonCursor json) {
    String kind = "";
    String connection = "";
    long time = 0;
    @Nullable String address = null;
    byte[] data = new byte[0];
    json.enterObject();
    while (json.nextField()) {
      if (json.nameIs('t')) {
        json.string();
        kind = json.text();
      } else if (json.nameIs(TIME)) {
        time = nanos(json.wideDecimal());
      } else if (json.nameIs(CONNECTION)) {
        json.string();
        connection = json.text();
      } else if (json.nameIs(ADDRESS) || json.nameIs(URL)) {
        json.string();
        address = json.text();
      } else if (json.nameIs(DATA)) {
        json.string();
        data = json.text().getBytes(StandardCharsets.UTF_8);
      } else if (json.nameIs(BASE64)) {
        json.string();
        data = Base64.getDecoder().decode(json.text());
      } else {
        json.skip();
      }
    }
    json.end();
    URI where = URI.create(address == null ? "" : address);
    return switch (kind) {
      case "connect" -> new RecordedLine.Opened(connection, time, where);
      case "send" ->
          new RecordedLine.Sent(connection, time, new String(data, StandardCharsets.UTF_8));
      case "recv" -> new RecordedLine.Received(connection, time, data);
      case "http" -> new RecordedLine.Answered(time, where, data);
      default -> null;
    };
  }

  /** Seconds may have nine digits before the point and after it: more than our decimals hold. */
  private static long nanos(BigDecimal seconds) {
    return seconds.movePointRight(9).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  private static BufferedReader reader(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    String name = file.getFileName().toString();
    InputStream plain =
        name.endsWith(".zst")
            ? new ZstdInputStream(raw)
            : name.endsWith(".gz") ? new java.util.zip.GZIPInputStream(raw, 1 << 16) : raw;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
