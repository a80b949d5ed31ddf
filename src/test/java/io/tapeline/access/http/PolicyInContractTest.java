package io.tapeline.access.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapeline.access.Policy;
import io.tapeline.access.policy.PolicyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.junit.jupiter.api.Test;

class PolicyInContractTest {

  private static Policy policy() throws IOException {
    String file =
        Files.readString(Path.of("src/test/resources/policies/small.yaml"))
            .replace("cache: live, work: read", "cache: live, work: read, deprecated: 2027-01-01");
    return ((PolicyFile.Sound) PolicyFile.read(file.getBytes(StandardCharsets.UTF_8))).policy();
  }

  @Test
  void anOperationWhoseEndIsInSightIsDeprecatedAndNoOther() throws IOException {
    Operation retired = OASFactory.createOperation();
    Operation other = OASFactory.createOperation();
    OpenAPI document =
        OASFactory.createOpenAPI()
            .paths(
                OASFactory.createPaths()
                    .addPathItem("/v1/prices", OASFactory.createPathItem().GET(retired))
                    .addPathItem("/v1/prices/{asset}", OASFactory.createPathItem().GET(other)));
    PolicyInContract.complete(document, policy());
    assertThat(retired.getDeprecated()).isTrue();
    assertThat(other.getDeprecated()).isNull();
  }
}
