package dev.tarn.query.dialect;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.Table;

/** A catalog that holds tables and answers GetTable only. */
final class FakeTables implements GlueClient {
  private final Map<String, Table> tables = new HashMap<>();

  FakeTables with(String database, String name, String tableType) {
    tables.put(
        database + "." + name,
        Table.builder().databaseName(database).name(name).tableType(tableType).build());
    return this;
  }

  @Override
  public GetTableResponse getTable(GetTableRequest request) {
    Table table = tables.get(request.databaseName() + "." + request.name());
    if (table == null) {
      throw EntityNotFoundException.builder().message("Entity Not Found").build();
    }
    return GetTableResponse.builder().table(table).build();
  }

  @Override
  public String serviceName() {
    return "glue";
  }

  @Override
  public void close() {}
}
