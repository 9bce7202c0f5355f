package dev.tarn.catalog.schema.definition.protobuf;

import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import java.util.List;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/** A PROTOBUF definition. */
final class ProtobufDefinition implements ParsedDefinition {
  private final ProtoFile file;
  private final Schema schema;

  ProtobufDefinition(ProtoFile file, Schema schema) {
    this.file = file;
    this.schema = schema;
  }

  @Override
  public String canonical() {
    return file.toSchema();
  }

  @Override
  public List<String> obstaclesToReading(ParsedDefinition writer) {
    return new ProtobufCompatibility(this, (ProtobufDefinition) writer).obstacles();
  }

  /**
   * AWS cannot, in these words (https://github.com/awslabs/aws-glue-schema-registry/issues/201).
   */
  @Override
  public List<Column> columns() {
    throw InvalidInputException.builder()
        .message("No SchemaDereferencingStrategy found for schema type: PROTOBUF")
        .build();
  }

  ProtoFile file() {
    return file;
  }

  Schema schema() {
    return schema;
  }
}
