package io.tapeline.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers of the last release rely on is still there. */
class ContractCompatibilityTest {

  private static final Path NOW = Path.of("openapi/openapi.yaml");
  private static final Path LAST_RELEASE = Path.of("openapi/baseline.yaml");

  @Test
  void nothingThatCallersRelyOnHasGoneSinceTheLastRelease() throws IOException {
    assertThat(
            ContractChanges.between(Files.readString(LAST_RELEASE), Files.readString(NOW))
                .breaking())
        .as("only additions are allowed within v1: see openapi/README.md")
        .isEmpty();
  }

  /** A small contract with each part that a change can touch. */
  private static final String SMALL =
      """
      openapi: 3.1.0
      info: {title: Small, version: "1"}
      paths:
        /v1/coins:
          get:
            operationId: listCoins
            parameters:
            - {name: kind, in: query, schema: {type: string, enum: [gold, silver]}}
            responses:
              "200":
                description: Coins.
                headers: {ETag: {schema: {type: string}}}
                content:
                  application/json:
                    schema: {type: array, items: {$ref: "#/components/schemas/Coin"}}
                  text/csv:
                    schema: {type: string}
              "304": {description: Nothing new.}
      components:
        schemas:
          Coin:
            type: object
            required: [name, weight]
            properties:
              name: {type: string}
              kind: {type: string, enum: [gold, silver]}
              weight: {type: integer}
              year: {type: [integer, "null"]}
              owner: {anyOf: [{$ref: "#/components/schemas/Owner"}, {type: "null"}]}
          Owner:
            type: object
            properties:
              name: {type: string}
      """;

  private static ContractChanges change(String from, String to) throws IOException {
    String after = SMALL.replace(from, to);
    assertThat(after).isNotEqualTo(SMALL);
    return ContractChanges.between(SMALL, after);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/coins:                         | /v1/money:                       | /v1/coins",
        "get:                               | put:                             | GET",
        "name: kind, in: query              | name: sort, in: query            | Delete kind in query",
        "name: kind, in                     | name: kind, required: true, in   | kind in query",
        "in: query, schema: {type: string, enum: [gold, silver]} | in: query, schema: {type: string, enum: [gold]} | no longer silver",
        "weight: {type: integer}            | mass: {type: integer}            | weight",
        "weight: {type: integer}            | weight: {type: string}           | integer -> string",
        "weight: {type: integer}            | weight: {type: [integer, \"null\"]} | Coin.weight may be null",
        "required: [name, weight]           | required: [name]                 | Coin may be without weight",
        "kind: {type: string, enum: [gold, silver]} | kind: {type: string, enum: [gold]} | Coin.kind is no longer silver",
        "year: {type: [integer, \"null\"]}    | year: {type: [string, \"null\"]}   | year",
        "\"304\":                             | \"204\":                           | Deleted 304",
        "text/csv                           | text/tab                         | Deleted text/csv",
        "ETag:                              | Etak:                            | ETag",
      })
  void aChangeThatBreaksCallersIsNamed(String from, String to, String named) throws IOException {
    assertThat(String.join("\n", change(from, to).breaking())).contains(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: {type: string}               | name: {type: string, description: What it is called.}",
        "in: query, schema: {type: string, enum: [gold, silver]} | in: query, schema: {type: string, enum: [gold, silver, tin]}",
        "kind: {type: string, enum: [gold, silver]} | kind: {type: string, enum: [gold, silver, tin]}",
        "year: {type: [integer, \"null\"]}    | year: {type: integer}",
        "required: [name, weight]           | required: [name, weight, kind]",
        "description: Coins.                | description: All of them.",
        "ETag: {schema: {type: string}}     | ETag: {schema: {type: string}}, Age: {schema: {type: integer}}",
      })
  void anAdditionIsNoBreak(String from, String to) throws IOException {
    assertThat(change(from, to).breaking()).isEmpty();
  }

  @Test
  void aNewParameterIsNoBreakWhereverItStands() throws IOException {
    String first = "parameters:\n      - {name: age, in: query, schema: {type: integer}}\n";
    assertThat(change("parameters:\n", first).breaking()).isEmpty();
  }

  @Test
  void aNewFieldAndANewStatusAreNoBreak() throws IOException {
    String weight = "weight: {type: integer}\n";
    String field = weight + "        color: {type: string}\n";
    assertThat(change(weight, field).breaking()).isEmpty();
    String status = "responses:\n        \"503\": {description: Later.}\n";
    assertThat(change("responses:\n", status).breaking()).isEmpty();
  }

  @Test
  void aNewPathIsNoBreak() throws IOException {
    String path = SMALL.substring(SMALL.indexOf("  /v1/coins"), SMALL.indexOf("components:"));
    String copy = path.replace("/v1/coins", "/v1/notes").replace("listCoins", "listNotes");
    assertThat(change("components:\n", copy + "components:\n").breaking()).isEmpty();
  }
}
