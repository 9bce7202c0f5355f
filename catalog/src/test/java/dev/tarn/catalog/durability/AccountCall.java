package dev.tarn.catalog.durability;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.ConnectionInput;
import software.amazon.awssdk.services.glue.model.ConnectionPropertyKey;
import software.amazon.awssdk.services.glue.model.ConnectionType;
import software.amazon.awssdk.services.glue.model.DataFormat;
import software.amazon.awssdk.services.glue.model.SchemaId;

/** Changes to what an account has beside its databases. */
enum AccountCall implements ChangingCall {
  CREATE_CONNECTION(glue -> glue.createConnection(r -> r.connectionInput(connection("new", "a")))),
  UPDATE_CONNECTION(
      glue -> glue.updateConnection(r -> r.name("c").connectionInput(connection("c", "changed")))),
  DELETE_CONNECTION(glue -> glue.deleteConnection(r -> r.connectionName("untagged"))),
  TAG_RESOURCE(glue ->
      glue.tagResource(r ->
          r.resourceArn("arn:aws:glue:us-east-1:000000000000:connection/c")
              .tagsToAdd(Map.of("more", "tags")))),
  PUT_RESOURCE_POLICY(glue -> glue.putResourcePolicy(r -> r.policyInJson(policy("s3:*")))),
  DELETE_RESOURCE_POLICY(glue -> glue.deleteResourcePolicy(r -> {})),
  PUT_ENCRYPTION_SETTINGS(glue ->
      glue.putDataCatalogEncryptionSettings(r ->
          r.dataCatalogEncryptionSettings(s ->
              s.connectionPasswordEncryption(c -> c.returnConnectionPasswordEncrypted(true))))),
  CREATE_SECURITY_CONFIGURATION(glue ->
      glue.createSecurityConfiguration(r -> r.name("new").encryptionConfiguration(e -> {}))),
  DELETE_SECURITY_CONFIGURATION(glue -> glue.deleteSecurityConfiguration(r -> r.name("s"))),
  CREATE_REGISTRY(glue -> glue.createRegistry(r -> r.registryName("new").tags(Map.of("a", "b")))),
  UPDATE_REGISTRY(glue ->
      glue.updateRegistry(r -> r.registryId(i -> i.registryName("r")).description("changed"))),
  CREATE_SCHEMA(glue -> createSchema(glue, "new")),
  UPDATE_SCHEMA(glue -> glue.updateSchema(r -> r.schemaId(schema()).description("changed"))),
  REGISTER_SCHEMA_VERSION(glue ->
      glue.registerSchemaVersion(r -> r.schemaId(schema()).schemaDefinition(definition("z")))),
  PUT_SCHEMA_VERSION_METADATA(glue ->
      glue.putSchemaVersionMetadata(r ->
          r.schemaId(schema())
              .schemaVersionNumber(n -> n.versionNumber(1L))
              .metadataKeyValue(m -> m.metadataKey("k").metadataValue("v"))));

  @SuppressWarnings("ImmutableEnumChecker") // every one is a lambda that captures nothing
  private final Consumer<GlueClient> call;

  AccountCall(Consumer<GlueClient> call) {
    this.call = call;
  }

  @Override
  public void make(GlueClient glue) {
    call.accept(glue);
  }

  @Override
  public void prepare(GlueClient glue) {
    glue.createConnection(r -> r.connectionInput(connection("c", "a")).tags(Map.of("a", "b")));
    glue.createConnection(r -> r.connectionInput(connection("untagged", "a")));
    glue.putResourcePolicy(r -> r.policyInJson(policy("glue:*")));
    glue.createSecurityConfiguration(r -> r.name("s").encryptionConfiguration(e -> {}));
    glue.createRegistry(r -> r.registryName("r"));
    createSchema(glue, "s");
    glue.registerSchemaVersion(r -> r.schemaId(schema()).schemaDefinition(definition("y")));
  }

  private static SchemaId schema() {
    return SchemaId.builder().registryName("r").schemaName("s").build();
  }

  private static ConnectionInput connection(String name, String description) {
    return ConnectionInput.builder()
        .name(name)
        .description(description)
        .connectionType(ConnectionType.NETWORK)
        .connectionProperties(Map.of(ConnectionPropertyKey.HOST, "localhost"))
        .build();
  }

  private static String policy(String action) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
     "Action": "%s", "Resource": "*"}]}\
    """
        .formatted(action);
  }

  private static void createSchema(GlueClient glue, String name) {
    glue.createSchema(r ->
        r.registryId(i -> i.registryName("r"))
            .schemaName(name)
            .dataFormat(DataFormat.AVRO)
            .compatibility(Compatibility.NONE)
            .schemaDefinition(definition("x")));
  }

  private static String definition(String field) {
    return """
    {"type": "record", "name": "n", "fields": [{"name": "%s", "type": "int"}]}\
    """
        .formatted(field);
  }
}
