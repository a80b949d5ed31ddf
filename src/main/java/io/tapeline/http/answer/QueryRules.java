package io.tapeline.http.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapeline.problem.FieldError;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The query that a resource method takes, from its own signature: the names of its parameters, and
 * the fields of the wire record that it documents as its answer, which a read may choose from.
 *
 * @param repeatable by name, whether it may come more than once
 * @param fields null where the answer is no wire record
 */
record QueryRules(Map<String, Boolean> repeatable, @Nullable FieldTree fields) {

  static final String FIELDS = "fields";

  /** Longest value of one parameter, characters. */
  private static final int MAX_VALUE_LENGTH = 2000;

  private static final int MAX_FIELDS = 100;

  static QueryRules of(Method method, ObjectMapper mapper) {
    Map<String, Boolean> names = new TreeMap<>();
    for (Parameter parameter : method.getParameters()) {
      name(parameter, parameter.getType(), names);
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          name(field, field.getType(), names);
        }
      }
    }
    FieldTree fields =
        Arrays.stream(method.getAnnotationsByType(APIResponse.class))
            .filter(response -> response.responseCode().equals("200"))
            .flatMap(response -> Arrays.stream(response.content()))
            .map(Content::schema)
            .filter(schema -> schema.implementation() != Void.class)
            .map(schema -> FieldTree.of(mapper, schema.implementation()))
            .findFirst()
            .orElse(null);
    if (fields != null && method.isAnnotationPresent(GET.class)) {
      names.put(FIELDS, false);
    }
    return new QueryRules(names, fields);
  }

  private static void name(AnnotatedElement parameter, Class<?> type, Map<String, Boolean> names) {
    QueryParam query = parameter.getAnnotation(QueryParam.class);
    if (query != null) {
      names.put(query.value(), Collection.class.isAssignableFrom(type));
    }
  }

  QueryCheck check(Map<String, List<String>> query) {
    List<FieldError> errors = new ArrayList<>();
    query.forEach((name, values) -> check(name, values, errors));
    List<String> given = query.get(FIELDS);
    if (given == null || fields == null || given.size() != 1 || given.contains("")) {
      return new QueryCheck(errors, null);
    }
    List<String> paths = List.of(given.getFirst().split(",", -1));
    checkFields(paths, errors);
    return new QueryCheck(errors, errors.isEmpty() ? FieldFilter.of(paths) : null);
  }

  private void check(String name, List<String> values, List<FieldError> errors) {
    String value = values.getFirst();
    Boolean mayRepeat = repeatable.get(name);
    if (mayRepeat == null) {
      String known = repeatable.isEmpty() ? "none" : String.join(", ", repeatable.keySet());
      errors.add(FieldError.parameter(name, "is no parameter here; there is " + known, value));
    } else if (values.size() > 1 && !mayRepeat) {
      String all = String.join(" and ", values);
      errors.add(FieldError.parameter(name, "must come once", all));
    } else if (values.contains("")) {
      errors.add(FieldError.parameter(name, "must not be empty", ""));
    } else if (values.stream().anyMatch(each -> each.length() > MAX_VALUE_LENGTH)) {
      String reason = "must be at most " + MAX_VALUE_LENGTH + " characters";
      errors.add(FieldError.parameter(name, reason, value));
    }
  }

  private void checkFields(List<String> paths, List<FieldError> errors) {
    if (fields == null || paths.size() > MAX_FIELDS) {
      String reason = "must name at most " + MAX_FIELDS + " fields";
      errors.add(FieldError.parameter(FIELDS, reason, String.join(",", paths)));
      return;
    }
    for (String path : paths) {
      if (!fields.has(path)) {
        String known = String.join(", ", fields.children().keySet());
        errors.add(FieldError.parameter(FIELDS, "must name fields: " + known, path));
      }
    }
  }
}
