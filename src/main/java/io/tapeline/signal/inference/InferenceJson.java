package io.tapeline.signal.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapeline.signal.model.Answer;
import io.tapeline.signal.model.Answer.Reason;
import io.tapeline.signal.model.Meaning;
import io.tapeline.signal.model.Model;
import io.tapeline.signal.model.Served;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks and answers of the Open Inference Protocol, version 2, as JSON. */
final class InferenceJson {

  /** Servers in Python write NaN as it is, which JSON has no word for. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int DEEPEST = 8;

  private InferenceJson() {}

  /** An answer that says nothing of any of its rows. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    UnusableException(Reason reason, String because) {
      super(because);
      this.reason = reason;
    }

    Answer.None answer() {
      return new Answer.None(reason, String.valueOf(getMessage()));
    }
  }

  /** What asks for all these rows at once. */
  static byte[] question(Served served, List<double[]> rows) {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode input = body.putArray("inputs").addObject();
    input.put("name", served.input());
    input.putArray("shape").add(rows.size()).add(rows.getFirst().length);
    input.put("datatype", served.datatype().name());
    ArrayNode data = input.putArray("data");
    for (double[] row : rows) {
      for (double number : row) {
        data.add(number);
      }
    }
    body.putArray("outputs").addObject().put("name", served.output());
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a question is plain data", e);
    }
  }

  /** What was answered of each row, in their order. */
  static List<Answer> answers(Model model, byte[] body, int rows) throws UnusableException {
    Served served = model.served();
    JsonNode answer = object(body);
    require(answer, "model_name", served.name());
    require(answer, "model_version", served.version());
    JsonNode output = output(answer, served.output());
    checkShape(output.path("shape"), rows, served.columns());
    List<JsonNode> numbers = new ArrayList<>();
    flatten(output.path("data"), numbers, 0);
    if (numbers.size() != (long) rows * served.columns()) {
      throw new UnusableException(
          Reason.WRONG_SHAPE,
          "there are %d numbers for %d rows of %d"
              .formatted(numbers.size(), rows, served.columns()));
    }
    List<Answer> answers = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      answers.add(answer(model.meaning(), numbers.get(row * served.columns() + served.column())));
    }
    return answers;
  }

  /** One object and nothing else. */
  static JsonNode object(byte[] body) throws UnusableException {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isObject()) {
        return node;
      }
    } catch (IOException _) {
      // told below
    }
    throw new UnusableException(Reason.MALFORMED, "the answer is no JSON object");
  }

  /** That of what answered, if it says so. */
  private static void require(JsonNode answer, String field, String wanted)
      throws UnusableException {
    JsonNode told = answer.path(field);
    if (!told.isMissingNode() && !told.isNull() && !told.asText().equals(wanted)) {
      throw new UnusableException(
          Reason.WRONG_MODEL, "what answered has another " + field + " than " + wanted);
    }
  }

  private static JsonNode output(JsonNode answer, String name) throws UnusableException {
    for (JsonNode output : answer.path("outputs")) {
      if (output.path("name").asText().equals(name)) {
        return output;
      }
    }
    throw new UnusableException(Reason.MALFORMED, "the answer has no output " + name);
  }

  /** A column alone may be left out of the shape. */
  private static void checkShape(JsonNode shape, int rows, int columns) throws UnusableException {
    boolean flat = shape.size() == 1 && columns == 1;
    boolean table = shape.size() == 2 && shape.path(1).asInt() == columns;
    if (shape.path(0).asInt() != rows || !(flat || table)) {
      throw new UnusableException(
          Reason.WRONG_SHAPE, "the shape of the output is not [%d, %d]".formatted(rows, columns));
    }
  }

  /** Lists within lists are allowed; what is in them comes in the same order. */
  private static void flatten(JsonNode data, List<JsonNode> numbers, int depth) {
    for (JsonNode each : data) {
      if (each.isArray() && depth < DEEPEST) {
        flatten(each, numbers, depth + 1);
      } else {
        numbers.add(each);
      }
    }
  }

  private static Answer answer(Meaning meaning, JsonNode told) {
    if (!told.isNumber() && !told.isNull()) {
      return new Answer.None(Reason.MALFORMED, "the answer is no number");
    }
    double number = told.asDouble(Double.NaN);
    if (told.isNull() || !Double.isFinite(number)) {
      return new Answer.None(Reason.NOT_FINITE, "the answer is no finite number");
    }
    return meaning.allows(number)
        ? new Answer.Value(number)
        : new Answer.None(Reason.OUT_OF_RANGE, "the answer can be no " + meaning.id());
  }
}
