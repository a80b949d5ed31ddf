package io.tapeline.http.answer;

import io.tapeline.http.QueryErrors;
import io.tapeline.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query came to.
 *
 * @param fields what {@code fields} keeps; null if it was not given or is wrong
 */
record QueryCheck(QueryErrors errors, @Nullable FieldFilter fields) {

  QueryCheck(List<FieldError> errors, @Nullable FieldFilter fields) {
    this(new QueryErrors(errors), fields);
  }
}
