package io.tapeline.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.http.Coding;
import io.tapeline.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {

  private static final List<Coding> ALL = List.of(Coding.values());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|JSON",
        "application/json|JSON",
        "application/*|JSON",
        "text/*|CSV",
        "TEXT/CSV|CSV",
        "text/csv;q=0.5, application/json;q=0.4|CSV",
        "text/csv;q=0.4, application/json;q=0.5|JSON",
        "application/json;q=0, */*|NDJSON",
        "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8|JSON",
        "application/x-ndjson|NDJSON",
        "text/csv; charset=utf-8|CSV",
        "text/csv;q=0|none",
        "image/png|none",
        "text/csv;q=nonsense|none",
        ",,|none"
      })
  void acceptChoosesTheFormatThatIsWantedMost(String accept, String expected) {
    String chosen = Format.best(accept, Format.LIST).map(Format::name).orElse("none");
    assertThat(chosen).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip|GZIP",
        "GZIP|GZIP",
        "x-gzip|GZIP",
        "br|BR",
        "gzip, deflate, br|BR",
        "br;q=0.5, gzip|GZIP",
        "br, gzip;q=0.5|BR",
        "br;q=0.4, gzip;q=0.5, identity|IDENTITY",
        "gzip;q=0.5|GZIP",
        "*|BR",
        "br;q=0, *|GZIP",
        "gzip;q=0.0, br;q=0.0, *|IDENTITY",
        "gzip;q=0|IDENTITY",
        "gzip, *;q=0|GZIP",
        "identity;q=0, gzip|GZIP",
        "identity;q=0.1, *;q=0|IDENTITY",
        "identity|IDENTITY",
        "gzipped|IDENTITY",
        "br;q=nonsense|IDENTITY",
        "''|IDENTITY",
        "identity;q=0|none",
        "*;q=0|none",
        "zstd, identity;q=0|none"
      })
  void theCodingIsTheOneThatIsWantedMost(String header, String expected) {
    assertThat(chosen(header, ALL, false)).isEqualTo(expected);
  }

  private static String chosen(String header, List<Coding> offered, boolean isShort) {
    try {
      return Codings.choose(header, offered, isShort).name();
    } catch (ProblemException e) {
      assertThat(e.problem().text().detail()).startsWith("Accept-Encoding: ");
      return "none";
    }
  }

  @Test
  void shortBodiesStayAsTheyAreUnlessThatIsRefused() {
    assertThat(chosen("br, gzip", ALL, true)).isEqualTo("IDENTITY");
    assertThat(chosen("br, gzip, identity;q=0", ALL, true)).isEqualTo("BR");
  }

  @Test
  void streamsAreOfferedGzipOnly() {
    assertThat(chosen("br, gzip;q=0.1", Coding.STREAMED, false)).isEqualTo("GZIP");
    assertThat(chosen("br", Coding.STREAMED, false)).isEqualTo("IDENTITY");
    assertThat(chosen("br, identity;q=0", Coding.STREAMED, false)).isEqualTo("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"abc\"|true",
        "*|true",
        "W/\"abc\"|true",
        "\"x\", \"abc\"|true",
        "\"x\",W/\"abc\" ,\"y\"|true",
        "\"x\"|false",
        "abc|false",
        "\"abc-gzip\"|false",
        "\"x,*,y\"|false",
        "\"x,\",\"abc\"|true"
      })
  void entityTagsAreComparedWeaklyOneByOne(String ifNoneMatch, boolean match) {
    assertThat(EntityTags.match(List.of("\"z\"", ifNoneMatch), "\"abc\"")).isEqualTo(match);
  }
}
