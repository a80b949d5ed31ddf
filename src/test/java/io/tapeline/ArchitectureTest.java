package io.tapeline;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The layout holds: cores are plain, nothing looks upwards, edges don't know each other. */
class ArchitectureTest {

  private static final JavaClasses CLASSES = ServiceCode.CLASSES;

  /** Features from the lowest up: each may use those before it. */
  private static final List<String> FEATURES =
      List.of(
          "export", "catalog", "tape", "exchange", "candle", "index", "signal", "webhook", "chain");

  private static String[] packages(String... names) {
    return Stream.of(names).map(name -> "io.tapeline." + name).toArray(String[]::new);
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void coresUseTheJdkAndWordsOfTheMarketOnly() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                packages(
                    "market",
                    "problem",
                    "access",
                    "tape",
                    "candle",
                    "index",
                    "exchange",
                    "catalog",
                    "signal.column",
                    "signal.indicator..",
                    "signal.choice",
                    "signal.strategy..",
                    "signal.statistic",
                    "signal.rule",
                    "signal.backtest",
                    "signal.verdict",
                    "signal.model",
                    "signal.watch",
                    "webhook",
                    "chain",
                    "chain.rlp",
                    "chain.proof",
                    "chain.spv..",
                    "chain.block",
                    "chain.fee",
                    "chain.fee.gas",
                    "chain.contract",
                    "chain.token",
                    "chain.pool",
                    "chain.metric",
                    "chain.follow",
                    "chain.quorum",
                    "chain.state",
                    "chain.token"))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "io.quarkus..",
                    "io.vertx..",
                    "io.smallrye..",
                    "com.fasterxml..",
                    "jakarta..",
                    "org.jboss..",
                    "java.sql..",
                    "io.micrometer..")));
  }

  @Test
  void nothingLooksUpwards() {
    for (int i = 0; i < FEATURES.size(); i++) {
      String[] higher =
          FEATURES.subList(i + 1, FEATURES.size()).stream()
              .map(name -> "io.tapeline." + name + "..")
              .toArray(String[]::new);
      if (higher.length > 0) {
        check(
            noClasses()
                .that()
                .resideInAPackage("io.tapeline." + FEATURES.get(i) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(higher));
      }
    }
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages("http..", "ops..", "problem..", "market.."))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                packages(
                    "export..",
                    "catalog..",
                    "tape..",
                    "exchange..",
                    "candle..",
                    "index..",
                    "signal..",
                    "webhook..",
                    "chain..")));
  }

  @Test
  void venuesDoNotKnowEachOther() {
    List<String> venues =
        List.of("binance", "bitstamp", "bybit", "coinbase", "gemini", "kraken", "okx");
    for (String venue : venues) {
      String[] others =
          venues.stream()
              .filter(other -> !other.equals(venue))
              .map(other -> "io.tapeline.exchange." + other + "..")
              .toArray(String[]::new);
      check(
          noClasses()
              .that()
              .resideInAPackage("io.tapeline.exchange." + venue + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others));
    }
  }

  @Test
  void storesAndResourcesOfFeaturesDoNotKnowEachOther() {
    for (String feature : FEATURES) {
      String[] others =
          FEATURES.stream()
              .filter(other -> !other.equals(feature))
              .flatMap(
                  other ->
                      Stream.of("postgres", "rest", "redis")
                          .map(e -> "io.tapeline." + other + "." + e + ".."))
              // venues share the reading of REST bodies, which is no edge of HTTP
              .filter(name -> !name.equals("io.tapeline.exchange.rest.."))
              .toArray(String[]::new);
      check(
          noClasses()
              .that(resideInAPackage("io.tapeline." + feature + ".."))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others));
    }
  }

  @Test
  void packagesHaveNamesOfThings() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage("..util..", "..common..", "..helper..", "..core..", "..impl.."));
  }

  @Test
  void timeComesFromTheClockThatIsInjected() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tapeline.ops.Clocks")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC"));
  }

  /**
   * Whoever asks the network by HTTP is named here: venues, servers of models and nodes of chains
   * are upstreams; the door is our own; the issuer is asked in the background, to know who asks;
   * administrators have a program of their own; receivers of webhooks are those whom a caller
   * named.
   */
  @Test
  void nobodyElseIsAskedByHttp() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tapeline.exchange.app.FeedRunner")
            .and()
            .doNotHaveFullyQualifiedName("io.tapeline.signal.inference.ModelServers")
            .and()
            .doNotHaveFullyQualifiedName("io.tapeline.chain.rpc.NodeHttp")
            .and()
            .doNotHaveFullyQualifiedName("io.tapeline.chain.rpc.NewHeads")
            .and()
            .doNotHaveFullyQualifiedName("io.tapeline.access.http.InnerDoor")
            .and()
            .doNotHaveFullyQualifiedName("io.tapeline.webhook.http.SignedSender")
            .should()
            .callMethodWhere(target(nameMatching("create(Http|WebSocket|Net)Client.*"))));
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.tapeline.access.token.IssuerKeys")
            .and()
            .doNotHaveFullyQualifiedName("io.tapeline.access.command.AdminClient")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.net.http..", "io.vertx.ext.web.client..")
                    .or(type(URLConnection.class))));
  }

  @Test
  void nothingIsInjectedIntoFieldsAndNoFieldIsOptional() {
    check(noFields().should().beAnnotatedWith(Inject.class));
    check(
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackages(packages("ops.health"))
            .should()
            .notHaveRawType(Optional.class));
  }

  @Test
  void nothingWritesToTheStandardStreams() {
    check(
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  @Test
  void everyPackageSaysWhatItHoldsAndIsNullMarked() throws IOException {
    for (String root : Set.of("src/main/java", "src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        List<Path> folders =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();
        for (Path folder : folders) {
          Path info = folder.resolve("package-info.java");
          assertThat(info).exists();
          assertThat(Files.readString(info)).contains("@NullMarked", "/**");
        }
      }
    }
  }
}
