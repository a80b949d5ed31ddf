package io.tapeline.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadersTest {

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
        "gzip|true",
        "GZIP|true",
        "br, gzip;q=0.5|true",
        "x-gzip|true",
        "*|true",
        "gzip;q=0|false",
        "gzip;q=0.0, *|false",
        "*;q=0|false",
        "identity|false",
        "br|false",
        "gzipped|false"
      })
  void gzipIsTakenByNameOrStarUnlessItsWeightIsZero(String header, boolean taken) {
    assertThat(Codings.acceptGzip(header)).isEqualTo(taken);
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
        "\"abc-gzip\"|false"
      })
  void entityTagsAreComparedWeaklyOneByOne(String ifNoneMatch, boolean match) {
    assertThat(EntityTags.match(ifNoneMatch, "\"abc\"")).isEqualTo(match);
  }
}
