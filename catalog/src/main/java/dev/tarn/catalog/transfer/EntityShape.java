package dev.tarn.catalog.transfer;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UserDefinedFunction;
import software.amazon.awssdk.services.glue.model.UserDefinedFunctionInput;

/**
 * What AWS answers of a kind of entity.
 *
 * @param portableMembers those that whoever creates the entity can set, and those that say what it
 *     is in; not the account, because a copy is in another
 */
record EntityShape(StructureShape shape, List<MemberShape> portableMembers) {
  private static final String CATALOG_ID = "CatalogId";

  static EntityShape of(Section section) {
    return switch (section) {
      case DATABASES ->
          of(Database.builder(), DatabaseInput.builder(), CreateDatabaseRequest.builder());
      case TABLES -> of(Table.builder(), TableInput.builder(), CreateTableRequest.builder());
      case PARTITIONS ->
          of(Partition.builder(), PartitionInput.builder(), CreatePartitionRequest.builder());
      case FUNCTIONS ->
          of(
              UserDefinedFunction.builder(),
              UserDefinedFunctionInput.builder(),
              CreateUserDefinedFunctionRequest.builder());
    };
  }

  private static EntityShape of(SdkPojo entity, SdkPojo input, SdkPojo creation) {
    StructureShape shape = StructureShape.of(entity);
    return new EntityShape(
        shape,
        shape.members().stream()
            .filter(member -> !member.wireName().equals(CATALOG_ID))
            .filter(member -> has(input, member) || has(creation, member))
            .toList());
  }

  private static boolean has(SdkPojo structure, MemberShape member) {
    return StructureShape.of(structure).member(member.wireName()) != null;
  }
}
