package io.tapeline.signing.command;

import io.tapeline.http.ContentDigest;
import io.tapeline.http.structured.Bare;
import io.tapeline.http.structured.Dictionary;
import io.tapeline.http.structured.Member;
import io.tapeline.http.structured.Member.Inner;
import io.tapeline.http.structured.Member.Item;
import io.tapeline.signing.Message;
import io.tapeline.signing.PublicKey;
import io.tapeline.signing.SignatureBase;
import io.tapeline.signing.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One signature of a saved answer, looked at from all sides.
 *
 * @param said what was found, for people
 * @param wrong why it proves nothing, with what to do about it; empty if it proves that this was
 *     answered to that question
 */
record Check(List<String> said, List<String> wrong) {

  private static final Set<String> QUESTION = Set.of("\"@path\";req", "\"@query\";req");
  private static final String ADDRESS = "\"@target-uri\";req";
  private static final String REQUEST = "\"@request-target\";req";
  private static final String DIGEST = "\"content-digest\"";

  /** Gathers what one signature says. */
  private static final class Findings {
    final List<String> said = new ArrayList<>();
    final List<String> wrong = new ArrayList<>();
  }

  static Check of(String label, SavedAnswer answer, Target target, SavedKeys keys) {
    Findings found = new Findings();
    Inner input = member(answer, "signature-input", label) instanceof Inner inner ? inner : null;
    byte[] signature =
        member(answer, "signature", label) instanceof Item item
                && item.value() instanceof Bare.Bytes(byte[] bytes)
            ? bytes
            : null;
    if (input == null || signature == null) {
      found.wrong.add("signature " + label + " is not whole: Signature and Signature-Input differ");
      return new Check(found.said, found.wrong);
    }
    signed(found, input, signature, answer.to(target), keys);
    covered(found, input, answer);
    return new Check(found.said, found.wrong);
  }

  private static @Nullable Member member(SavedAnswer answer, String header, String label) {
    String field = answer.header(header);
    return field == null
        ? null
        : Dictionary.parse(field).map(all -> all.members().get(label)).orElse(null);
  }

  private static void signed(
      Findings found, Inner input, byte[] signature, Message message, SavedKeys keys) {
    String id = text(input.parameters(), "keyid");
    Instant created =
        input.parameters().get("created") instanceof Bare.Whole(long seconds)
            ? Instant.ofEpochSecond(seconds)
            : null;
    found.said.add("signed at %s by key %s".formatted(created == null ? "no time" : created, id));
    String nonce = text(input.parameters(), "nonce");
    if (nonce != null) {
      found.said.add("nonce " + nonce);
    }
    PublicKey key = id == null ? null : keys.find(id).orElse(null);
    byte[] base = SignatureBase.of(input, message).orElse(null);
    if (key == null) {
      found.wrong.add(
          "the saved keys have none with that name: save them again from "
              + SavedKeys.ADDRESS
              + " of the service, where old ones stay");
    } else if (base == null) {
      found.wrong.add(
          "something that is signed is not in the saved answer: save all of its head, unchanged");
    } else if (!key.hasSigned(base, signature)) {
      found.wrong.add(
          "the signature does not fit: the head was changed, or this was answered to another"
              + " question than --url and --method say");
    } else if (created == null || !key.signsAt(created)) {
      found.wrong.add(
          "the key signs from %s to %s only: whoever has it has signed this at another time"
              .formatted(key.from(), key.until()));
    }
  }

  private static void covered(Findings found, Inner input, SavedAnswer answer) {
    Set<String> covered =
        input.items().stream().map(Item::toString).collect(Collectors.toUnmodifiableSet());
    found.said.add(
        "covers "
            + input.items().stream()
                .map(item -> item.toString().replace("\"", "").replace(";req", " of the request"))
                .collect(Collectors.joining(", ")));
    if (!covered.containsAll(QUESTION)
        && !covered.contains(ADDRESS)
        && !covered.contains(REQUEST)) {
      found.wrong.add(
          "the signature does not say which question this answers: ask with Accept-Signature: sig=()");
    }
    String digest = answer.header("content-digest");
    if (digest == null || !covered.contains(DIGEST)) {
      if (answer.body().length > 0) {
        found.wrong.add(
            "the signature does not cover the body, which may be any: ask with Accept-Signature:"
                + " sig=(), and for an answer that is not sent as a stream");
      } else {
        found.said.add("there is no body");
      }
    } else if (fits(digest, answer.body())) {
      found.said.add("the digest fits the " + answer.body().length + " bytes of the body");
    } else {
      found.wrong.add(
          "the digest does not fit the body: save it as it comes, without curl's --compressed,"
              + " and let nothing change its line ends");
    }
  }

  /** Whether there is a digest that can be checked, and none that is wrong. */
  private static boolean fits(String field, byte[] body) {
    Map<String, Member> digests = Dictionary.parse(field).map(Dictionary::members).orElse(Map.of());
    int right = 0;
    for (ContentDigest algorithm : ContentDigest.values()) {
      if (digests.get(algorithm.key()) instanceof Item item) {
        boolean same =
            item.value() instanceof Bare.Bytes(byte[] digest)
                && Arrays.equals(digest, algorithm.start().digest(body));
        if (!same) {
          return false;
        }
        right++;
      }
    }
    return right > 0;
  }

  private static @Nullable String text(Map<String, Bare> parameters, String name) {
    return parameters.get(name) instanceof Bare.Text(String text) ? text : null;
  }
}
