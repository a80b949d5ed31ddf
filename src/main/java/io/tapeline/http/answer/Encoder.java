package io.tapeline.http.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.tapeline.http.Answer.Content;
import io.tapeline.http.Encoded;
import io.tapeline.http.Page;
import io.tapeline.http.WireRow;
import io.tapeline.http.answer.RowEncoder.Rows;
import io.tapeline.problem.Problem;
import io.tapeline.problem.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an answer's bytes in the format that the caller takes, with the fields it wants. */
@Singleton
public class Encoder {

  private final ObjectMapper mapper;

  /** Puts nothing between values. */
  private final ObjectWriter apart;

  private final Table table;

  @Inject
  public Encoder(ObjectMapper mapper) {
    this.mapper = mapper;
    this.apart = mapper.writer().withRootValueSeparator("");
    this.table = new Table(mapper);
  }

  /**
   * @param accept the request's header; null if it has none
   * @param fields what is kept; null for everything
   */
  Encoded encode(Content content, @Nullable String accept, @Nullable FieldFilter fields)
      throws IOException {
    return switch (content) {
      case Content.Prepared(Encoded encoded) -> prepared(encoded, accept, fields);
      case Content.Value(Object value) -> {
        negotiate(accept, Format.SINGLE);
        yield json(fields, json -> mapper.writeValue(json, value));
      }
      case Content.Rows(Page<?> page) -> rows(page.type(), page.keys(), accept, fields).whole(page);
      case Content.Streamed _ -> throw new IllegalArgumentException("streams have no end to tag");
    };
  }

  /** What writes rows in one of the list formats. */
  public RowEncoder rows(Class<?> type, String mediaType) {
    return rows(type, mediaType, null);
  }

  /** What writes a list's rows, in the format that the caller takes. */
  RowEncoder rows(Class<?> type, @Nullable String accept, @Nullable FieldFilter fields) {
    return rows(type, List.of(), accept, fields);
  }

  /**
   * @param keys see {@link Page#keys()}
   */
  RowEncoder rows(
      Class<?> type, List<String> keys, @Nullable String accept, @Nullable FieldFilter fields) {
    boolean flat = WireRow.class.isAssignableFrom(type);
    return switch (negotiate(accept, Format.LIST)) {
      case JSON -> RowEncoder.json(flat ? flatJson(fields) : json(fields));
      case NDJSON -> RowEncoder.lines(flat ? flatJson(fields) : json(fields));
      case CSV -> {
        List<String> columns = table.columns(type, keys, fields);
        yield RowEncoder.table(flat ? flatCsv(fields) : csv(columns), columns);
      }
    };
  }

  private static Rows flatJson(@Nullable FieldFilter fields) {
    return out -> {
      JsonRows rows = new JsonRows(out, fields);
      return row -> rows.row((WireRow) row);
    };
  }

  private static Rows flatCsv(@Nullable FieldFilter fields) {
    return out -> {
      CsvRows rows = new CsvRows(out, fields);
      return row -> rows.row((WireRow) row);
    };
  }

  private Rows json(@Nullable FieldFilter fields) {
    return out -> {
      JsonGenerator json = apart.createGenerator(out);
      JsonGenerator target = fields == null ? json : filtered(json, fields);
      return row -> mapper.writeValue(target, row);
    };
  }

  private Rows csv(List<String> columns) {
    List<String[]> paths = columns.stream().map(column -> column.split("\\.", -1)).toList();
    return out -> row -> out.text(table.line(paths, row));
  }

  private Encoded prepared(Encoded encoded, @Nullable String accept, @Nullable FieldFilter fields)
      throws IOException {
    if (!encoded.contentType().equals(Encoded.JSON)) {
      return encoded;
    }
    negotiate(accept, Format.SINGLE);
    return fields == null ? encoded : json(fields, json -> copy(encoded.bytes(), json));
  }

  private static Format negotiate(@Nullable String accept, List<Format> offered) {
    if (accept == null || accept.equals("*/*") || accept.equals(Encoded.JSON)) {
      return Format.JSON;
    }
    return Format.best(accept, offered).orElseThrow(() -> notAcceptable(accept, offered));
  }

  private static ProblemException notAcceptable(String accept, List<Format> offered) {
    return new ProblemException(
        new Problem.NotAcceptable(accept, offered.stream().map(Format::mediaType).toList()));
  }

  private void copy(byte[] source, JsonGenerator json) throws IOException {
    try (JsonParser parser = mapper.createParser(source)) {
      parser.nextToken();
      json.copyCurrentStructure(parser);
    }
  }

  private Encoded json(@Nullable FieldFilter fields, Body body) throws IOException {
    try (var out = new ByteArrayBuilder();
        JsonGenerator json = mapper.createGenerator(out)) {
      JsonGenerator target = fields == null ? json : filtered(json, fields);
      body.write(target);
      target.flush();
      return new Encoded(out.toByteArray(), Encoded.JSON);
    }
  }

  private static JsonGenerator filtered(JsonGenerator json, FieldFilter fields) {
    return new FilteringGeneratorDelegate(json, fields, Inclusion.INCLUDE_ALL_AND_PATH, true);
  }

  /** What is written. */
  @FunctionalInterface
  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }
}
