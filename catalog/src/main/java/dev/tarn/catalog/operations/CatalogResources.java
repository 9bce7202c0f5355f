package dev.tarn.catalog.operations;

import dev.tarn.catalog.repository.AccountEntities;
import dev.tarn.catalog.repository.CatalogRepository;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.repository.DatabaseEntry;
import dev.tarn.catalog.repository.ResourceTags;
import dev.tarn.catalog.repository.TaggedResources;
import dev.tarn.protocol.AwsAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The ARNs of what is in the catalog (<a
 * href="https://docs.aws.amazon.com/glue/latest/dg/glue-specifying-resource-arns.html">developer
 * guide</a>), and whether there is something of an ARN.
 */
public final class CatalogResources implements TaggedResources {
  private final AwsAccount account;
  private final Catalogs catalogs;
  private final AccountEntities entities;
  private final ResourceTags tags;

  public CatalogResources(
      AwsAccount account, Catalogs catalogs, AccountEntities entities, ResourceTags tags) {
    this.account = account;
    this.catalogs = catalogs;
    this.entities = entities;
    this.tags = tags;
  }

  @Override
  public Optional<Map<String, String>> tags(String arn) {
    return exists(arn) ? Optional.of(tags.get(arn)) : Optional.empty();
  }

  @Override
  public boolean changeTags(String arn, UnaryOperator<Map<String, String>> change) {
    boolean found = exists(arn);
    if (found) {
      tags.change(arn, change);
    }
    return found;
  }

  public String catalog() {
    return account.arn("glue", "catalog");
  }

  String database(String name) {
    return account.arn("glue", "database/" + name);
  }

  String connection(String name) {
    return account.arn("glue", "connection/" + name);
  }

  private boolean exists(String arn) {
    String prefix = account.arn("glue", "");
    if (!arn.startsWith(prefix)) {
      return false;
    }
    List<String> parts = List.of(arn.substring(prefix.length()).split("/", -1));
    String rest = arn.substring(prefix.length() + parts.getFirst().length());
    String name = rest.isEmpty() ? "" : rest.substring(1);
    return switch (parts.getFirst()) {
      case "catalog" -> parts.size() == 1;
      case "database" -> findDatabase(name).isPresent();
      case "table" ->
          parts.size() == 3
              && findDatabase(parts.get(1))
                  .flatMap(database -> database.findTable(Names.fold(parts.get(2))))
                  .isPresent();
      case "userDefinedFunction" ->
          parts.size() == 3
              && findDatabase(parts.get(1))
                  .flatMap(database -> database.functions().find(Names.fold(parts.get(2))))
                  .isPresent();
      case "connection" -> entities.connections().find(name).isPresent();
      default -> false;
    };
  }

  private Optional<DatabaseEntry> findDatabase(String name) {
    CatalogRepository root = catalogs.require(null);
    return root.findDatabase(Names.fold(name));
  }
}
