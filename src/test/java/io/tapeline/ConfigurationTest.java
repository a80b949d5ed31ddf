package io.tapeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapeline.Settings.Setting;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting has a range, refuses what is beyond it by name, and is documented as it is. */
class ConfigurationTest {

  private static final Path PAGE = Path.of("docs/operating/configuration.md");
  private static final Path NOW = Path.of("target/configuration.md");
  private static final String GENERATED = "<!-- from here on as the code has it -->\n";

  static Stream<Class<?>> mappings() {
    return Settings.mappings().stream();
  }

  static Stream<Setting> settings() {
    return Settings.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void defaultsAreWithinTheirRanges(Class<?> mapping) {
    assertThatCode(() -> Configs.defaults(mapping)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void everyNumberAndDurationHasARange(Setting setting) {
    Class<?> type = setting.method().getReturnType();
    if (Set.of(int.class, double.class, Duration.class).contains(type)) {
      assertThat(least(setting)).as(setting.key()).isPresent();
      assertThat(most(setting)).as(setting.key()).isPresent();
    } else {
      assertThat(type).isIn(long.class, boolean.class, Set.class, Optional.class);
    }
  }

  /** A setting, a value at the edge of its range, and one beyond it. */
  static Stream<Arguments> edges() {
    return settings()
        .flatMap(
            setting ->
                Stream.concat(
                    edge(setting, least(setting), BigDecimal.ONE.negate()),
                    edge(setting, most(setting), BigDecimal.ONE)));
  }

  private static Stream<Arguments> edge(
      Setting setting, Optional<BigDecimal> edge, BigDecimal beyond) {
    String unit = setting.method().getReturnType().equals(Duration.class) ? "ms" : "";
    return edge.stream()
        .map(
            value ->
                Arguments.of(
                    setting,
                    value.toPlainString() + unit,
                    value.add(beyond).toPlainString() + unit));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void whatIsBeyondTheRangeIsRefusedByName(Setting setting, String inside, String beyond) {
    assertThatCode(() -> Configs.of(setting.mapping(), Map.of(setting.key(), inside)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Configs.of(setting.mapping(), Map.of(setting.key(), beyond)))
        .hasMessageContaining(setting.key() + " must be");
  }

  @ParameterizedTest
  @MethodSource("settings")
  void whatIsNotOfItsTypeIsRefusedByName(Setting setting) {
    Class<?> type = setting.method().getReturnType();
    if (type.equals(boolean.class) || type.equals(Optional.class)) {
      return; // any other text is no; any text is one
    }
    assertThatThrownBy(() -> Configs.of(setting.mapping(), Map.of(setting.key(), "a b")))
        .hasMessageContaining(setting.key());
  }

  // ---------------------------------------------------------------- ranges

  private static Optional<BigDecimal> least(Setting setting) {
    return Stream.of(
            limit(setting, Min.class, min -> BigDecimal.valueOf(min.value())),
            limit(setting, DecimalMin.class, min -> new BigDecimal(min.value())),
            limit(
                setting,
                DurationMin.class,
                min -> millis(min.days(), min.hours(), min.minutes(), min.seconds(), min.millis())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<BigDecimal> most(Setting setting) {
    return Stream.of(
            limit(setting, Max.class, max -> BigDecimal.valueOf(max.value())),
            limit(setting, DecimalMax.class, max -> new BigDecimal(max.value())),
            limit(
                setting,
                DurationMax.class,
                max -> millis(max.days(), max.hours(), max.minutes(), max.seconds(), max.millis())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static <A extends Annotation> Optional<BigDecimal> limit(
      Setting setting, Class<A> annotation, Function<A, BigDecimal> value) {
    return Optional.ofNullable(setting.method().getAnnotation(annotation)).map(value);
  }

  private static BigDecimal millis(long days, long hours, long minutes, long seconds, long millis) {
    Duration whole =
        Duration.ofDays(days).plusHours(hours).plusMinutes(minutes).plusSeconds(seconds);
    return BigDecimal.valueOf(whole.plusMillis(millis).toMillis());
  }

  // ---------------------------------------------------------------- documentation

  @Test
  void thePageSaysEverySettingAsItIs() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(GENERATED) + GENERATED.length();
    String expected = page.substring(0, start) + generated();
    Files.createDirectories(NOW.getParent());
    Files.writeString(NOW, expected);
    assertThat(page).as("settings changed: cp %s %s", NOW, PAGE).isEqualTo(expected);
  }

  private static String generated() {
    StringBuilder text = new StringBuilder();
    for (Class<?> mapping : Settings.mappings()) {
      String prefix = Settings.prefix(mapping);
      text.append("\n## ").append(prefix).append("\n\n");
      text.append("| key | default | meaning and range |\n| --- | --- | --- |\n");
      for (Setting setting : Settings.of(mapping)) {
        String fallback = setting.fallback() == null ? "none" : "`" + setting.fallback() + "`";
        text.append("| `%s` | %s | %s |\n".formatted(setting.key(), fallback, setting.meaning()));
      }
    }
    return text.toString();
  }

  @Test
  void settingsOutsideTheMappingsAreThereToo() throws IOException {
    String page = Files.readString(PAGE);
    List<String> keys =
        ServiceCode.CLASSES.stream()
            .flatMap(each -> each.getConstructors().stream())
            .map(each -> (Constructor<?>) each.reflect())
            .flatMap(each -> Arrays.stream(each.getParameters()))
            .map(ConfigurationTest::key)
            .flatMap(Optional::stream)
            .filter(name -> name.startsWith("tapeline."))
            .distinct()
            .toList();
    assertThat(keys).contains("tapeline.feed", "tapeline.redis.enabled");
    assertThat(keys).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  private static Optional<String> key(Parameter parameter) {
    return Optional.ofNullable(parameter.getAnnotation(ConfigProperty.class))
        .map(ConfigProperty::name);
  }
}
