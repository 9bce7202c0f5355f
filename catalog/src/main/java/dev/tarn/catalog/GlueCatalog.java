package dev.tarn.catalog;

import dev.tarn.catalog.file.CatalogLock;
import dev.tarn.catalog.file.CatalogStorage;
import dev.tarn.catalog.file.EntityFiles;
import dev.tarn.catalog.file.SharingPool;
import dev.tarn.catalog.file.Trash;
import dev.tarn.catalog.iceberg.IcebergTables;
import dev.tarn.catalog.repository.AccountEntities;
import dev.tarn.catalog.repository.CatalogErrors;
import dev.tarn.catalog.repository.CatalogRepository;
import dev.tarn.catalog.repository.Catalogs;
import dev.tarn.catalog.schema.SchemaRegistry;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsJsonCodec;
import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.OperationTable;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.Durability;
import dev.tarn.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * The Glue Data Catalog of one account, kept as files in a directory that it holds alone. What an
 * operation acknowledged is there again after any end of the process.
 */
public final class GlueCatalog implements AutoCloseable {
  private final CatalogLock lock;
  private final Trash trash;
  private final ExecutorService background;
  private final OperationTable operations;

  private GlueCatalog(
      CatalogLock lock, Trash trash, ExecutorService background, OperationTable operations) {
    this.background = background;
    this.lock = lock;
    this.trash = trash;
    this.operations = operations;
  }

  /** Opens a catalog that has no objects, and so can neither create nor change Iceberg tables. */
  public static GlueCatalog open(
      Path directory, AwsAccount account, Clock clock, IdGenerator ids, Durability durability)
      throws IOException {
    return open(
        directory,
        () -> {
          throw CatalogErrors.invalidInput("This catalog has no object store for Iceberg tables.");
        },
        account,
        clock,
        ids,
        durability);
  }

  /**
   * Opens the catalog in the directory, which is created if need be.
   *
   * @param objects where Iceberg tables get their metadata; asked for when the first one does
   * @throws IOException naming the file that is unreadable, or when the catalog is open already
   */
  public static GlueCatalog open(
      Path directory,
      Supplier<? extends ObjectStore> objects,
      AwsAccount account,
      Clock clock,
      IdGenerator ids,
      Durability durability)
      throws IOException {
    Files.createDirectories(directory);
    CatalogLock lock = CatalogLock.take(directory);
    try {
      AtomicFiles files = new AtomicFiles(durability);
      AwsJsonCodec codec = new AwsJsonCodec();
      Trash trash = Trash.open(directory.resolve("trash"), files);
      CatalogStorage storage =
          new CatalogStorage(new EntityFiles(codec, files), files, codec, trash, new SharingPool());
      CatalogRepository root =
          CatalogRepository.load(account.accountId(), directory.resolve("databases"), storage);
      Catalogs catalogs = new Catalogs(account, root);
      SchemaRegistry schemas =
          SchemaRegistry.load(directory.resolve("schema-registry"), storage, account, clock, ids);
      ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
      AccountEntities entities = AccountEntities.load(directory, storage);
      OperationTable operations =
          GlueOperations.table(
              new GlueOperations.CatalogContents(
                  catalogs, schemas, entities, new IcebergTables(objects, ids)),
              new GlueOperations.Environment(account, clock, ids, background));
      return new GlueCatalog(lock, trash, background, operations);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Every operation of the Glue service that is implemented here. */
  public OperationTable operations() {
    return operations;
  }

  /** A new client that calls the operations directly; making one loads Glue's whole model. */
  public GlueClient client() {
    return operations.inProcessClient(GlueClient.class);
  }

  /** Lets another catalog open the directory. Operations must have ended. */
  @Override
  public void close() throws IOException {
    background.close();
    trash.close();
    lock.close();
  }
}
