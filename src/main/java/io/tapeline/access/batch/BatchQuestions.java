package io.tapeline.access.batch;

import io.tapeline.access.Plan;
import io.tapeline.access.Rule;
import io.tapeline.access.app.PolicyInForce;
import io.tapeline.access.batch.BatchRequest.Question;
import io.tapeline.http.Inputs;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  private static final Pattern ALL = Pattern.compile("(?i)[?&]limit=all(&|$)");

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
    }
    inputs.check();
    return sound;
  }

  private @Nullable String wrong(@Nullable String path) {
    if (path == null || path.length() > LONGEST || !ADDRESS.matcher(path).matches()) {
      return "must be a path below /v1 with its query, such as /v1/prices/btc?fields=price";
    }
    int query = path.indexOf('?');
    String work =
        policies
            .find("GET", query < 0 ? path : path.substring(0, query))
            .map(ruled -> ruled.rule().work())
            .orElse("");
    if (work.equals(Rule.STREAM) || work.equals(Rule.BULK) || ALL.matcher(path).find()) {
      return "must be neither a stream nor everything at once; ask for it alone";
    }
    return null;
  }
}
