package io.tapeline;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.util.Map;

/** Configuration as the service reads and checks it, from given properties and defaults alone. */
public final class Configs {

  private Configs() {}

  public static <T> T of(Class<T> mapping, Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withConverter(
            java.time.Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .withMapping(mapping)
        .withValidator(new BeanValidationConfigValidatorImpl())
        .withDefaultValues(properties)
        .build()
        .getConfigMapping(mapping);
  }

  public static <T> T defaults(Class<T> mapping) {
    return of(mapping, Map.of());
  }
}
