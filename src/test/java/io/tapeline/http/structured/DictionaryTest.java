package io.tapeline.http.structured;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DictionaryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "en=\"Applepie\", da=:w4ZibGV0w6ZydGU=:|en=\"Applepie\", da=:w4ZibGV0w6ZydGU=:",
        "a=?0, b, c; foo=bar|a=?0, b, c;foo=bar",
        "rating=1.5, feelings=(joy sadness)|rating=1.5, feelings=(joy sadness)",
        "a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid|a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid",
        "a=1,b=2  ,\tc=3|a=1, b=2, c=3",
        "sig=( \"@method\";req  \"x\" );created|sig=(\"@method\";req \"x\");created",
        "a=1, b=2, a=3|b=2, a=3",
        "a=();n=-42|a=();n=-42",
        "q=\"say \\\"hi\\\" \\\\\"|q=\"say \\\"hi\\\" \\\\\"",
        "sha-256=1, *x=t/p:q|sha-256=1, *x=t/p:q",
        "a=b;x=1;y;x=2|a=b;y;x=2",
        "''|''"
      })
  void whatCanBeReadIsWrittenInItsOnlyForm(String field, String written) {
    assertThat(Dictionary.parse(field).orElseThrow()).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1,",
        "a=1 b=2",
        ",",
        "A=1",
        "a=",
        "a=(",
        "a=(1",
        "a=(1,2)",
        "a=(\"x\"\"y\")",
        "a=\"x",
        "a=\"\\x\"",
        "a=:abc",
        "a=:a=b:",
        "a=?2",
        "a=?",
        "a=1.",
        "a=1.2345",
        "a=-",
        "a=1234567890123456",
        "a=1234567890123.1",
        "a;",
        "a=1;;b",
        "a=ü",
        "a=\"ü\"",
        "a=@1",
        "a=(1);",
        "=",
        "a==1",
        "a=\"\t\""
      })
  void whatIsBrokenIsNotRead(String field) {
    assertThat(Dictionary.parse(field)).as(field).isEmpty();
  }

  @Test
  void whateverComesIsReadOrNotAndWrittenTheSameWhenReadAgain() {
    String letters = "ab=(),;:\"\\ ?1-.*\t@/+";
    SplittableRandom random = new SplittableRandom(9651);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder field = new StringBuilder("a");
      for (int n = random.nextInt(12); n > 0; n--) {
        field.append(letters.charAt(random.nextInt(letters.length())));
      }
      Dictionary.parse(field.toString())
          .ifPresent(
              read ->
                  assertThat(Dictionary.parse(read.toString()).orElseThrow())
                      .as("%s", field)
                      .hasToString(read.toString()));
    }
  }
}
