package dev.tarn.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps each third-party technology in its own corner, and the packages free of cycles. */
@AnalyzeClasses(packages = "dev.tarn", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_THE_SERVER_KNOWS_ITS_HTTP_LIBRARY =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tarn.server.http..", "dev.tarn.http.jetty..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jetty..");

  @ArchTest
  static final ArchRule ONLY_TLS_KNOWS_HOW_CERTIFICATES_ARE_MADE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tarn.server.tls..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..");

  @ArchTest
  static final ArchRule ONLY_THE_ENGINE_AND_THE_PARSER_KNOW_TRINO =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.tarn.query.trino..",
              "dev.tarn.query.cluster..",
              "dev.tarn.query.dialect..",
              "dev.tarn.query.ddl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.trino..");

  @ArchTest
  static final ArchRule THE_CLUSTER_IS_KNOWN_BY_TRINOS_CLIENT_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.tarn.query.cluster..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.trino..").and(resideOutsideOfPackages("io.trino.client..")));

  @ArchTest
  static final ArchRule STATEMENTS_KNOW_ONLY_THE_PARSER_OF_TRINO =
      noClasses()
          .that()
          .resideInAnyPackage("dev.tarn.query.dialect..", "dev.tarn.query.ddl..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.trino..")
                  .and(
                      resideOutsideOfPackages(
                          "io.trino.sql.parser..", "io.trino.sql.tree..", "io.trino.grammar.."))
                  // Part of the parser's jar, though of another package.
                  .and(not(nameMatching("io\\.trino\\.sql\\.(Expression|Sql)Formatter.*"))))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule EACH_SCHEMA_LIBRARY_HAS_ITS_OWN_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.tarn.catalog.schema.definition..",
              "dev.tarn.query.trino..",
              "dev.tarn.server.seed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.avro..", "com.squareup.wire..", "com.networknt..");

  @ArchTest
  static final ArchRule ONLY_THEIR_OWN_PACKAGE_AND_THE_ENGINE_KNOW_ICEBERG_TABLES =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tarn.catalog.iceberg..", "dev.tarn.query.trino..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.iceberg..");

  @ArchTest
  static final ArchRule MODULES_ARE_FREE_OF_CYCLES =
      slices().matching("dev.tarn.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_OF_A_MODULE_ARE_FREE_OF_CYCLES =
      slices().matching("dev.tarn.(*).(*)..").should().beFreeOfCycles().allowEmptyShould(true);
}
