package io.tapeline.signing.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.http.ContentDigest;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member.Item;
import io.tapeline.signing.Signed;
import io.tapeline.signing.SigningKey;
import io.tapeline.signing.Target;
import io.tapeline.signing.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {

  private static final String URL = "http://127.0.0.1:8080/v1/prices/btc?fields=price";
  private static final String BODY = "{\"price\":\"64251.13\"}";
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-12-30T00:00:00Z");
  private static final Instant AT = Instant.parse("2026-11-26T01:02:03Z");
  private static final SigningKey KEY = new SigningKey(new byte[32], FROM, UNTIL);

  @TempDir Path folder;

  private record Ended(int code, String said) {}

  private Ended verify(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        new VerifyCommand(new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(List.of(arguments));
    return new Ended(code, said.toString(StandardCharsets.UTF_8));
  }

  private String file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String keys(SigningKey key) {
    return """
        {"keys":[{"kty":"EC","crv":"P-256"},{"kty":"OKP","crv":"Ed25519","kid":"%s","x":"%s","nbf":%d,"exp":%d}]}"""
        .formatted(
            key.open().id(),
            key.open().base64(),
            key.open().from().getEpochSecond(),
            key.open().until().getEpochSecond());
  }

  /** As curl -si writes it. */
  private static String head(String wish, Instant at) {
    String digest = ContentDigest.SHA_256.of(BODY.getBytes(StandardCharsets.UTF_8));
    Map<String, String> headers =
        Map.of("@status", "200", "content-type", "application/json", "content-digest", digest);
    Target asked = Target.of("GET", URL);
    Signed signed =
        Signed.of(
                Wish.of(wish).getFirst(),
                (name, ofRequest) -> ofRequest ? asked.component(name) : headers.get(name),
                KEY,
                at)
            .orElseThrow();
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ncontent-digest:  "
        + digest
        + "\r\nSignature-Input: "
        + new Dictionary(Map.of(signed.label(), signed.input()))
        + "\r\nSignature: "
        + new Dictionary(Map.of(signed.label(), new Item(signed.signature(), Map.of())))
        + "\r\n\r\n";
  }

  private Ended verify(String answer, String url) {
    return verify(file("answer", answer), "--url", url, "--keys", file("keys.json", keys(KEY)));
  }

  @Test
  void anAnswerAsItCameIsProvedAndToldOf() {
    Ended ended = verify(head("sig=();nonce=\"n1\"", AT) + BODY, URL);
    assertThat(ended.said())
        .contains("GET " + URL + " was answered 200, 20 bytes")
        .contains("signed at 2026-11-26T01:02:03Z by key " + KEY.open().id())
        .contains("nonce n1")
        .contains("covers @status, content-digest, content-type, @method of the request")
        .contains("the digest fits the 20 bytes of the body")
        .contains("proved: this is what was answered");
    assertThat(ended.code()).isZero();
  }

  @Test
  void headAndBodyMayBeInTwoFiles() {
    Ended ended =
        verify(
            "--headers",
            file("head", head("sig=()", AT)),
            "--body",
            file("body", BODY),
            "--url",
            URL,
            "--keys",
            file("keys.json", keys(KEY)));
    assertThat(ended.code()).as(ended.said()).isZero();
  }

  @Test
  void whatCameBeforeTheAnswerAndOtherLineEndsDoNotMatter() {
    String answer = head("sig=()", AT) + BODY;
    for (String saved :
        List.of(
            "HTTP/1.1 100 Continue\r\n\r\n" + answer,
            "HTTP/1.1 200 Connection established\r\n\r\n" + answer,
            answer.replace("\r\n", "\n"),
            answer.replace("HTTP/1.1 200 OK", "HTTP/2 200 "))) {
      Ended ended = verify(saved, URL);
      assertThat(ended.code()).as(ended.said()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "64251.13|64251.14|the digest does not fit",
        "200 OK|201 OK|the signature does not fit",
        "application/json|text/plain|the signature does not fit",
        "Content-Type|X-Type|not in the saved answer",
        "created=1795654923|created=1795654924|the signature does not fit",
        "Signature-Input: sig=|Signature-Input: other=|is not whole",
        "Signature-Input: |X: |is not signed"
      })
  void whateverIsChangedIsFoundOut(String was, String is, String why) {
    String answer = head("sig=()", AT) + BODY;
    assertThat(answer).contains(was);
    Ended ended = verify(answer.replace(was, is), URL);
    assertThat(ended.said()).contains("not proved: ").contains(why).doesNotContain("\nproved");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void theAnswerToAnotherQuestionIsNone() {
    Ended ended = verify(head("sig=()", AT) + BODY, URL.replace("btc", "eth"));
    assertThat(ended.said()).contains("another question");
    assertThat(ended.code()).isEqualTo(1);
  }

  @Test
  void aKeyCountsOnlyUnderItsOwnNameAndAtItsTime() {
    SigningKey other =
        new SigningKey(
            "another seed, of thirty-two byte".getBytes(StandardCharsets.UTF_8), FROM, UNTIL);
    String forged = keys(other).replace(other.open().id(), KEY.open().id());
    Ended unknown =
        verify(
            file("answer", head("sig=()", AT) + BODY),
            "--url",
            URL,
            "--keys",
            file("keys.json", forged));
    assertThat(unknown.said()).contains("have none with that name");
    assertThat(unknown.code()).isEqualTo(1);
    Ended late = verify(head("sig=()", UNTIL) + BODY, URL);
    assertThat(late.said()).contains("the key signs from 2026-10-01T00:00:00Z");
    assertThat(late.code()).isEqualTo(1);
  }

  @Test
  void aSignatureThatLeavesOutTheBodyOrTheQuestionProvesNothing() {
    Ended body = verify(head("sig=(\"@status\" \"@target-uri\";req)", AT) + BODY, URL);
    assertThat(body.said()).contains("does not cover the body");
    assertThat(body.code()).isEqualTo(1);
    Ended question = verify(head("sig=(\"@status\" \"content-digest\")", AT) + BODY, URL);
    assertThat(question.said()).contains("does not say which question");
    assertThat(question.code()).isEqualTo(1);
  }

  @Test
  void whatMakesNoSenseSaysWhatWould() {
    String keys = file("keys.json", keys(KEY));
    String answer = file("answer", head("sig=()", AT) + BODY);
    assertThat(verify(answer, "--keys", keys).said()).contains("--url is missing", "usage:");
    assertThat(verify(answer, "--url", "v1/assets", "--keys", keys).said())
        .contains("is no address such as");
    assertThat(verify("--url", URL, "--keys", keys).said()).contains("one file with the answer");
    assertThat(verify("nowhere", "--url", URL, "--keys", keys).said())
        .contains("there is no such file");
    assertThat(verify(answer, "--url", URL, "--keys", file("none", "{}")).said())
        .contains("curl -s SERVICE/.well-known/http-message-signatures-directory");
    Ended body = verify(file("body", BODY), "--url", URL, "--keys", keys);
    assertThat(body.said()).contains("save it with curl -si");
    assertThat(body.code()).isEqualTo(2);
  }
}
