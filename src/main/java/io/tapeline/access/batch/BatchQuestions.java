package io.tapeline.access.batch;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tapeline.access.Plan;
import io.tapeline.access.Rule;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.batch.BatchRequest.Question;
import io.tapeline.http.Inputs;
import io.tapeline.http.Paging;
import io.vertx.core.http.impl.HttpUtils;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which questions a batch may have. */
@Singleton
class BatchQuestions {

  private static final int MOST = 50;
  private static final int LONGEST = 2_048;

  /** A path of the API in plain letters, and whatever a query may have (RFC 3986). */
  private static final Pattern ADDRESS =
      Pattern.compile("/v1(/[A-Za-z0-9._~:%@-]+)+(\\?[A-Za-z0-9._~:%@!$&'()*+,;=/?-]*)?");

  /** What a header field may have: tags that somebody else made as well (RFC 9110). */
  private static final Pattern TAGS = Pattern.compile("[\\x20-\\x7e\\x80-\\xff]{1,2000}");

  private final PolicyInForce policies;

  BatchQuestions(PolicyInForce policies) {
    this.policies = policies;
  }

  /**
   * @throws io.tapeline.problem.ProblemException naming all that is wrong
   */
  List<Question> of(@Nullable BatchRequest body, Plan plan) {
    Inputs inputs = Inputs.ofBody();
    List<@Nullable Question> asked = body == null ? null : body.requests();
    if (asked == null) {
      asked = List.of();
    }
    int most = Math.min(MOST, plan.batch());
    if (asked.isEmpty() || asked.size() > most) {
      inputs.wrong("requests", "must be 1 to " + most + " questions", asked.size() + " questions");
    }
    List<Question> sound = new ArrayList<>();
    for (int i = 0; i < Math.min(asked.size(), most); i++) {
      Question question = asked.get(i);
      String path = question == null ? null : question.path();
      String wrong = wrong(path);
      if (wrong == null) {
        sound.add(Objects.requireNonNull(question));
      } else {
        inputs.wrong("requests/" + i + "/path", wrong, path);
      }
      String tags = question == null ? null : question.ifNoneMatch();
      if (tags != null && !TAGS.matcher(tags).matches()) {
        inputs.wrong(
            "requests/" + i + "/if_none_match",
            "must be entity tags, as If-None-Match has them",
            tags);
      }
    }
    inputs.check();
    return sound;
  }

  private @Nullable String wrong(@Nullable String path) {
    Optional<String> place = path == null ? Optional.empty() : place(path);
    if (path == null || place.isEmpty()) {
      return "must be a path below /v1 with its query, such as /v1/prices/btc?fields=price";
    }
    String work = work(place.get(), isForAll(path));
    if (work.equals(Rule.STREAM) || work.equals(Rule.BULK)) {
      return "must be neither a stream nor everything at once; ask for it alone";
    }
    return null;
  }

  /** The path as the gate will see it, whatever is escaped, if it is one below /v1. */
  private static Optional<String> place(String address) {
    if (address.length() > LONGEST || !ADDRESS.matcher(address).matches()) {
      return Optional.empty();
    }
    String path = new QueryStringDecoder(address).rawPath();
    return Optional.of(decoded(() -> HttpUtils.normalizePath(path), path))
        .filter(place -> place.startsWith("/v1/"));
  }

  private static boolean isForAll(String address) {
    return decoded(
            () -> new QueryStringDecoder(address).parameters(), Map.<String, List<String>>of())
        .getOrDefault("limit", List.of())
        .stream()
        .anyMatch(each -> Paging.isForAll(each, null));
  }

  /** Where an escape is none, it will be refused as it would be alone. */
  private static <T> T decoded(Supplier<T> reading, T otherwise) {
    try {
      return reading.get();
    } catch (IllegalArgumentException _) {
      return otherwise;
    }
  }

  /** Empty where there is no rule. */
  private String work(String place, boolean all) {
    return policies.find("GET", place).map(ruled -> ruled.rule().work(all)).orElse("");
  }
}
