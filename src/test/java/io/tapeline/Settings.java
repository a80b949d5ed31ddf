package io.tapeline;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.core.domain.JavaClass;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every setting that a {@code @ConfigMapping} declares, as its interface and javadoc have it. */
final class Settings {

  /**
   * One setting.
   *
   * @param fallback its default; null if it is absent unless it is set
   * @param meaning its javadoc in one line, without links
   */
  record Setting(
      Class<?> mapping, Method method, String key, @Nullable String fallback, String meaning) {}

  private Settings() {}

  /** All mappings of the service, by prefix. */
  static List<Class<?>> mappings() {
    return ServiceCode.CLASSES.stream()
        .filter(each -> each.isAnnotatedWith(ConfigMapping.class))
        .<Class<?>>map(JavaClass::reflect)
        .sorted(Comparator.comparing(Settings::prefix))
        .toList();
  }

  static List<Setting> all() {
    return mappings().stream().flatMap(mapping -> of(mapping).stream()).toList();
  }

  /** In the order of the source. */
  static List<Setting> of(Class<?> mapping) {
    return settings(mapping, mapping, prefix(mapping), source(mapping)).toList();
  }

  /**
   * @param group the mapping itself, or what it has many of
   */
  private static Stream<Setting> settings(
      Class<?> mapping, Class<?> group, String prefix, String source) {
    // groups have settings of the same name
    String own = source.substring(source.indexOf("interface " + group.getSimpleName() + " "));
    return Arrays.stream(group.getDeclaredMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .sorted(Comparator.comparingInt(method -> own.indexOf(" " + method.getName() + "();")))
        .flatMap(
            method ->
                method.getGenericReturnType() instanceof ParameterizedType many
                        && many.getRawType().equals(Map.class)
                    ? settings(
                        mapping,
                        (Class<?>) many.getActualTypeArguments()[1],
                        prefix
                            + (method.isAnnotationPresent(WithParentName.class)
                                ? ".NAME"
                                : "." + kebab(method.getName()) + ".NAME"),
                        source)
                    : Stream.of(setting(mapping, method, prefix, own)));
  }

  private static Setting setting(Class<?> mapping, Method method, String prefix, String source) {
    WithDefault fallback = method.getAnnotation(WithDefault.class);
    return new Setting(
        mapping,
        method,
        prefix + "." + kebab(method.getName()),
        fallback == null ? null : fallback.value(),
        meaning(method, source));
  }

  static String prefix(Class<?> mapping) {
    return requireNonNull(mapping.getAnnotation(ConfigMapping.class)).prefix();
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String meaning(Method method, String source) {
    String upTo = source.substring(0, source.indexOf(" " + method.getName() + "();"));
    String javadoc = upTo.substring(upTo.lastIndexOf("/**") + 3);
    return unlinked(javadoc.substring(0, javadoc.indexOf("*/")))
        .replaceAll("\\n\\s*\\*", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A link to another setting becomes its key's last part. */
  private static String unlinked(String javadoc) {
    Matcher link = Pattern.compile("\\{@link #(\\w+)\\(\\)}").matcher(javadoc);
    return link.replaceAll(found -> "`" + kebab(found.group(1)) + "`")
        .replaceAll("\\{@code ([^}]*)}", "`$1`");
  }

  private static String source(Class<?> mapping) {
    try {
      return Files.readString(
          Path.of("src/main/java", mapping.getName().replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
