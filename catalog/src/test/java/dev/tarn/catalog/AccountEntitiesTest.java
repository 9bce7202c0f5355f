package dev.tarn.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.CatalogEncryptionMode;
import software.amazon.awssdk.services.glue.model.ConditionCheckFailureException;
import software.amazon.awssdk.services.glue.model.Connection;
import software.amazon.awssdk.services.glue.model.ConnectionPropertyKey;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.ErrorDetail;
import software.amazon.awssdk.services.glue.model.ExistCondition;
import software.amazon.awssdk.services.glue.model.InvalidInputException;
import software.amazon.awssdk.services.glue.model.S3Encryption;

class AccountEntitiesTest {
  private static final String DATABASE_ARN = "arn:aws:glue:us-east-1:000000000000:database/db";
  private static final String CONNECTION_ARN =
      "arn:aws:glue:us-east-1:000000000000:connection/My Connection";

  @TempDir Path directory;
  private CatalogFixture catalog;
  private GlueClient glue;

  @BeforeEach
  void open() {
    catalog = new CatalogFixture(directory);
    glue = catalog.glue();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private void restart() {
    catalog.restart();
    glue = catalog.glue();
  }

  private void createConnection(String name) {
    glue.createConnection(r ->
        r.connectionInput(c ->
                c.name(name)
                    .connectionType("A_TYPE_OF_TOMORROW")
                    .matchCriteria("a", "b")
                    .connectionProperties(
                        Map.of(
                            ConnectionPropertyKey.USERNAME, "me",
                            ConnectionPropertyKey.PASSWORD, "secret"))
                    .physicalConnectionRequirements(p -> p.subnetId("subnet-1")))
            .tags(Map.of("team", "data")));
  }

  private Connection connection(String name) {
    return glue.getConnection(r -> r.name(name)).connection();
  }

  @Test
  void aConnectionComesBackWithItsCaseAndTypeAlsoAfterARestart() {
    createConnection("My Connection");
    createConnection("my connection");
    restart();

    Connection read = connection("My Connection");
    assertThat(read.name()).isEqualTo("My Connection");
    assertThat(read.connectionTypeAsString()).isEqualTo("A_TYPE_OF_TOMORROW");
    assertThat(read.connectionPropertiesAsStrings())
        .containsEntry("USERNAME", "me")
        .containsEntry("PASSWORD", "secret");
    assertThat(read.physicalConnectionRequirements().subnetId()).isEqualTo("subnet-1");
    assertThat(read.creationTime()).isEqualTo(FakeClock.START);
    assertThat(
            glue.getConnection(r -> r.name("My Connection").hidePassword(true))
                .connection()
                .connectionPropertiesAsStrings())
        .containsOnlyKeys("USERNAME");
    assertThat(glue.getConnections(r -> r.filter(f -> f.matchCriteria("b"))).connectionList())
        .hasSize(2);
    assertThat(glue.getConnections(r -> r.filter(f -> f.connectionType("JDBC"))).connectionList())
        .isEmpty();
    assertThatThrownBy(() -> createConnection("My Connection"))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void connectionsAreReplacedAndDeleted() {
    createConnection("c");
    glue.updateConnection(r ->
        r.name("c")
            .connectionInput(
                c -> c.name("c").connectionType("JDBC").connectionProperties(Map.of())));

    assertThat(connection("c").connectionPropertiesAsStrings()).isEmpty();
    assertThat(connection("c").matchCriteria()).isEmpty();
    var deleted = glue.batchDeleteConnection(r -> r.connectionNameList("c", "none"));
    assertThat(deleted.succeeded()).containsExactly("c");
    assertThat(deleted.errors().values())
        .extracting(ErrorDetail::errorCode)
        .containsExactly("EntityNotFoundException");
    assertThat(deleted.errors()).containsOnlyKeys("none");
    assertThatThrownBy(() -> glue.deleteConnection(r -> r.connectionName("c")))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void tagsLiveAsLongAsTheirResource() {
    createConnection("My Connection");
    glue.createDatabase(r -> r.databaseInput(d -> d.name("DB")).tags(Map.of("a", "1", "b", "2")));
    glue.tagResource(r -> r.resourceArn(DATABASE_ARN).tagsToAdd(Map.of("b", "3", "c", "")));
    glue.untagResource(r -> r.resourceArn(DATABASE_ARN).tagsToRemove("a", "x"));
    restart();

    assertThat(tags(DATABASE_ARN)).isEqualTo(Map.of("b", "3", "c", ""));
    assertThat(tags(CONNECTION_ARN)).isEqualTo(Map.of("team", "data"));
    glue.deleteDatabase(r -> r.name("db"));
    assertThatThrownBy(() -> tags(DATABASE_ARN)).isInstanceOf(EntityNotFoundException.class);
    catalog.createDatabase("db");
    assertThat(tags(DATABASE_ARN)).isEmpty();
    assertThatThrownBy(() -> tags("arn:aws:glue:us-east-1:000000000000:job/x"))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void aRefusedCreationLeavesTheTagsAlone() {
    createConnection("My Connection");
    assertThatThrownBy(() -> createConnection("My Connection"))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(tags(CONNECTION_ARN)).isEqualTo(Map.of("team", "data"));
  }

  @Test
  void registriesOfSchemasHaveTagsToo() {
    String arn = glue.createRegistry(r -> r.registryName("r").tags(Map.of("a", "1"))).registryArn();
    glue.tagResource(r -> r.resourceArn(arn).tagsToAdd(Map.of("b", "2")));

    assertThat(tags(arn)).isEqualTo(Map.of("a", "1", "b", "2"));
  }

  private Map<String, String> tags(String arn) {
    return glue.getTags(r -> r.resourceArn(arn)).tags();
  }

  @Test
  void policiesArePutOnConditions() {
    String first = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    assertThatThrownBy(() -> glue.getResourcePolicy(r -> {}))
        .isInstanceOf(EntityNotFoundException.class);
    assertThatThrownBy(() -> put(first, ExistCondition.MUST_EXIST, null))
        .isInstanceOf(ConditionCheckFailureException.class);

    String hash = put(first, ExistCondition.NOT_EXIST, null);
    restart();

    assertThat(glue.getResourcePolicy(r -> {}).policyInJson()).isEqualTo(first);
    assertThat(glue.getResourcePolicy(r -> {}).policyHash()).isEqualTo(hash);
    assertThatThrownBy(() -> put("{}", ExistCondition.NOT_EXIST, null))
        .isInstanceOf(ConditionCheckFailureException.class);
    assertThatThrownBy(() -> put("{}", ExistCondition.NONE, "wrong"))
        .isInstanceOf(ConditionCheckFailureException.class);
    put("{}", ExistCondition.MUST_EXIST, hash);
    assertThat(glue.getResourcePolicies(r -> {}).getResourcePoliciesResponseList()).hasSize(1);
    assertThatThrownBy(() -> glue.deleteResourcePolicy(r -> r.policyHashCondition(hash)))
        .isInstanceOf(ConditionCheckFailureException.class);
    glue.deleteResourcePolicy(r -> {});
    assertThatThrownBy(() -> glue.deleteResourcePolicy(r -> {}))
        .isInstanceOf(EntityNotFoundException.class);
    for (String bad : List.of("no", "[]", "{} {}", "{")) {
      assertThatThrownBy(() -> put(bad + " ", ExistCondition.NONE, null))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  private String put(
      String policy, ExistCondition condition, @org.jspecify.annotations.Nullable String hash) {
    return glue.putResourcePolicy(
            r -> r.policyInJson(policy).policyExistsCondition(condition).policyHashCondition(hash))
        .policyHash();
  }

  @Test
  void encryptionIsOffUntilItIsPut() {
    assertThat(mode()).isEqualTo(CatalogEncryptionMode.DISABLED);
    glue.putDataCatalogEncryptionSettings(r ->
        r.dataCatalogEncryptionSettings(s ->
            s.encryptionAtRest(e ->
                e.catalogEncryptionMode(CatalogEncryptionMode.SSE_KMS).sseAwsKmsKeyId("key"))));
    restart();

    assertThat(mode()).isEqualTo(CatalogEncryptionMode.SSE_KMS);
    glue.putDataCatalogEncryptionSettings(r -> r.dataCatalogEncryptionSettings(s -> {}));
    assertThat(mode()).isEqualTo(CatalogEncryptionMode.DISABLED);
    assertThat(
            glue.getDataCatalogEncryptionSettings(r -> {})
                .dataCatalogEncryptionSettings()
                .connectionPasswordEncryption()
                .returnConnectionPasswordEncrypted())
        .isFalse();
  }

  private CatalogEncryptionMode mode() {
    return glue.getDataCatalogEncryptionSettings(r -> {})
        .dataCatalogEncryptionSettings()
        .encryptionAtRest()
        .catalogEncryptionMode();
  }

  @Test
  void securityConfigurationsAreKept() {
    glue.createSecurityConfiguration(r ->
        r.name("s")
            .encryptionConfiguration(e ->
                e.s3Encryption(S3Encryption.builder().s3EncryptionMode("DISABLED").build())
                    .cloudWatchEncryption(c -> c.cloudWatchEncryptionMode("DISABLED"))));
    restart();

    var read = glue.getSecurityConfiguration(r -> r.name("s")).securityConfiguration();
    assertThat(read.createdTimeStamp()).isEqualTo(FakeClock.START);
    assertThat(read.encryptionConfiguration().s3Encryption()).hasSize(1);
    assertThat(glue.getSecurityConfigurations(r -> {}).securityConfigurations()).hasSize(1);
    glue.deleteSecurityConfiguration(r -> r.name("s"));
    assertThatThrownBy(() -> glue.deleteSecurityConfiguration(r -> r.name("s")))
        .isInstanceOf(EntityNotFoundException.class);
  }

  @Test
  void theAccountsCatalogIsThere() {
    assertThat(glue.getCatalog(r -> r.catalogId(CatalogFixture.ACCOUNT)).catalog().resourceArn())
        .isEqualTo("arn:aws:glue:us-east-1:000000000000:catalog");
    assertThat(glue.getCatalogs(r -> {}).catalogList()).isEmpty();
    assertThat(glue.getCatalogs(r -> r.includeRoot(true)).catalogList()).hasSize(1);
    assertThat(glue.getCatalogImportStatus(r -> {}).importStatus().importCompleted()).isTrue();
  }
}
