package io.tapeline.signal.inference;

import io.tapeline.market.Interval;
import io.tapeline.signal.choice.ChosenColumn;
import io.tapeline.signal.inference.ModelsConfig.ModelConfig;
import io.tapeline.signal.model.Meaning;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.Served;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what is declared of models, and tells all that is wrong with it at once. */
final class ModelReader {

  private static final int MOST_MODELS = 50;
  private static final int MOST_FEATURES = 64;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,29}");

  /** What stands in an address as it is, and in answers. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final Pattern TENSOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

  private final List<String> faults = new ArrayList<>();

  private ModelReader() {}

  /**
   * Ascending by name.
   *
   * @throws IllegalArgumentException naming each setting that is wrong, and what would be right
   */
  static List<DeclaredModel> read(ModelsConfig config) {
    ModelReader reader = new ModelReader();
    List<DeclaredModel> all = new ArrayList<>();
    new TreeMap<>(config.all())
        .forEach((name, given) -> reader.one(name, given).ifPresent(all::add));
    if (config.all().size() > MOST_MODELS) {
      reader.faults.add("tapeline.models: must be at most " + MOST_MODELS + " models");
    }
    if (!reader.faults.isEmpty()) {
      throw new IllegalArgumentException(
          "models are not declared as they should be (docs/concepts/predictions.md shows one): "
              + String.join("; ", reader.faults));
    }
    return List.copyOf(all);
  }

  private Optional<DeclaredModel> one(String name, ModelConfig given) {
    int before = faults.size();
    if (!NAME.matcher(name).matches()) {
      wrong(
          name, "", "the name must be a lower-case letter, then letters, digits and _, 30 at most");
    }
    String url = given.url().orElse("");
    if (!isServer(url)) {
      wrong(name, "url", "must be where its server is, such as http://127.0.0.1:8000");
    }
    if (given.column() >= given.columns()) {
      wrong(name, "column", "must be less than columns, which is " + given.columns());
    }
    Served served =
        new Served(
            text(name, "model", given.model(), WORD),
            text(name, "version", given.version(), WORD),
            text(name, "input", given.input(), TENSOR),
            Served.Datatype.valueOf(given.datatype().orElse("FP32")),
            text(name, "output", given.output(), TENSOR),
            given.columns(),
            given.column());
    List<ChosenColumn> features = features(name, given);
    Meaning meaning = meaning(name, given);
    if (faults.size() > before || meaning == null) {
      return Optional.empty();
    }
    Model model =
        new Model(
            name,
            served,
            features,
            meaning,
            given.horizon(),
            given.fullReturn(),
            given.intervals().stream()
                .map(id -> Interval.of(id).orElseThrow())
                .collect(Collectors.toSet()));
    return Optional.of(new DeclaredModel(model, URI.create(url.replaceFirst("/+$", "")), given));
  }

  private static boolean isServer(String url) {
    try {
      URI uri = URI.create(url);
      return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private List<ChosenColumn> features(String name, ModelConfig given) {
    List<ChosenColumn> features =
        given
            .features()
            .map(text -> ChosenColumn.readAll(text, why -> wrong(name, "features", why)))
            .orElse(List.of());
    if (given.features().isEmpty() || features.size() > MOST_FEATURES) {
      wrong(
          name,
          "features",
          "must be 1 to "
              + MOST_FEATURES
              + " indicators of /v1/indicators, such as rsi(14),macd(12,26,9).histogram");
    }
    return features;
  }

  private @Nullable Meaning meaning(String name, ModelConfig given) {
    if (given.meaning().isEmpty()) {
      wrong(name, "meaning", "must be probability_up or expected_return");
      return null;
    }
    return Meaning.valueOf(given.meaning().get().toUpperCase(Locale.ROOT));
  }

  private String text(String name, String setting, Optional<String> given, Pattern form) {
    String text = given.orElse("");
    if (!form.matcher(text).matches()) {
      wrong(
          name,
          setting,
          "must be given, as the server has it: letters, digits and ._-, at most 100"
              + (text.isEmpty() ? "" : "; not " + text));
    }
    return text;
  }

  private void wrong(String name, String setting, String what) {
    faults.add("tapeline.models." + name + (setting.isEmpty() ? "" : "." + setting) + " " + what);
  }
}
