package io.tapeline.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts the contract between every test and the service: found by name (META-INF/services), so that
 * no test has to think of it. Quarkus runs its tests with a REST Assured of their own, so both of
 * them call this.
 */
public final class EveryRequestIsJudged
    implements QuarkusTestBeforeEachCallback, BeforeEachCallback {

  static {
    CompiledOnce.install();
  }

  @Override
  public void beforeEach(QuarkusTestMethodContext test) {
    install();
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    install();
  }

  private static void install() {
    RestAssured.replaceFiltersWith(new ContractFilter());
  }
}
