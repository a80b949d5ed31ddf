package io.tapeline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The committed contract, which is the served one: another test holds that. */
public record ContractDocument(JsonNode tree, List<Operation> operations) {

  static final Path FILE = Path.of("openapi/openapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /**
   * @param method upper case
   * @param path with its parameters in braces
   * @param node as it is written
   */
  public record Operation(String method, String path, JsonNode node, Pattern addresses) {

    /** Its status, as it is written; missing where it is not in the contract. */
    JsonNode answer(int status) {
      return node.path("responses").path(Integer.toString(status));
    }
  }

  public static ContractDocument committed() {
    try {
      return of(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ContractDocument of(String yaml) throws IOException {
    JsonNode tree = new YAMLMapper().readTree(yaml);
    List<Operation> all = new ArrayList<>();
    for (var path : tree.path("paths").properties()) {
      Pattern addresses = Pattern.compile(path.getKey().replaceAll("\\{\\w+}", "[^/]+"));
      for (var each : path.getValue().properties()) {
        if (METHODS.contains(each.getKey())) {
          String method = each.getKey().toUpperCase(Locale.ROOT);
          all.add(new Operation(method, path.getKey(), each.getValue(), addresses));
        }
      }
    }
    // what is written out goes before what a parameter stands for
    all.sort(Comparator.comparing(each -> each.path.replace('{', '\uffff')));
    return new ContractDocument(tree, List.copyOf(all));
  }

  /**
   * @param address a path without its query
   */
  public Optional<Operation> find(String method, String address) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return operations.stream()
        .filter(each -> each.method.equals(asked) && each.addresses.matcher(address).matches())
        .findFirst();
  }

  /** What a reference refers to, or the node itself. */
  public JsonNode resolved(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isTextual() ? tree.at(reference.asText().substring(1)) : node;
  }
}
