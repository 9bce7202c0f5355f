package dev.tarn.catalog.transfer;

import dev.tarn.catalog.transfer.TransferCounts.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Table;

/**
 * Copies a catalog into files. Databases are in the order of their names, everything below them in
 * the order in which the service lists it, which for Tarn is by name too.
 */
public final class CatalogExport {
  private final CatalogReader reader;
  private final Options options;
  private final TransferCounts counts = new TransferCounts();

  /**
   * What to export.
   *
   * @param databases names; empty for every database
   * @param everyMember also members that only the service sets, such as times and versions
   */
  public record Options(List<String> databases, boolean everyMember) {
    public Options {
      databases = List.copyOf(databases);
    }
  }

  public CatalogExport(GlueClient glue, Options options) {
    this.reader = new CatalogReader(glue);
    this.options = options;
  }

  /** What has been written so far. */
  public TransferCounts counts() {
    return counts;
  }

  /**
   * Writes a directory with a file per listing. Files of an earlier export in it are replaced or
   * removed.
   *
   * @throws TransferException when the directory holds something else, or the catalog cannot be
   *     read
   */
  public void toDirectory(Path directory) throws TransferException {
    export(() -> {
      ExportDirectory target = ExportDirectory.open(directory, options.everyMember());
      List<Database> databases = reader.databases(options.databases());
      for (Database database : databases) {
        if (database.targetDatabase() == null) {
          writeTables(target, database);
          writeFunctions(target, database);
        }
      }
      // Last, because an unfinished export must not look like one.
      try (ListingFile listing = target.databases()) {
        listing.begin();
        for (Database database : databases) {
          write(listing::write, Section.DATABASES, database);
        }
        listing.finish();
      }
      target.removeStaleFiles();
    });
  }

  private void writeTables(ExportDirectory target, Database database) throws IOException {
    try (ListingFile tables = target.tables(database.name())) {
      tables.begin();
      reader.forEachTable(
          database,
          table -> {
            write(tables::write, Section.TABLES, table);
            writePartitions(target, table);
          });
      tables.finish();
    }
  }

  private void writePartitions(ExportDirectory target, Table table) throws IOException {
    try (ListingFile partitions = target.partitions(table.databaseName(), table.name())) {
      reader.forEachPartition(
          table, partition -> write(partitions::write, Section.PARTITIONS, partition));
      partitions.finish();
    }
  }

  private void writeFunctions(ExportDirectory target, Database database) throws IOException {
    try (ListingFile functions = target.functions(database.name())) {
      reader.forEachFunction(
          database, function -> write(functions::write, Section.FUNCTIONS, function));
      functions.finish();
    }
  }

  /**
   * Writes everything into one file.
   *
   * @throws TransferException when the catalog cannot be read or the file not be written
   */
  public void toFile(Path file) throws TransferException {
    export(() -> {
      List<Database> databases = reader.databases(options.databases());
      try (CliJsonWriter writer = CliJsonWriter.create(file, options.everyMember())) {
        for (Section section : Section.values()) {
          writer.beginSection(section);
          for (Database database : databases) {
            writeSection(writer, section, database);
          }
          writer.endSection();
        }
        writer.finish();
      }
    });
  }

  private void writeSection(CliJsonWriter writer, Section section, Database database)
      throws IOException {
    CatalogReader.EntityConsumer<SdkPojo> item = entity -> write(writer::item, section, entity);
    switch (section) {
      case DATABASES -> item.accept(database);
      case TABLES -> reader.forEachTable(database, item::accept);
      case PARTITIONS ->
          reader.forEachTable(database, table -> reader.forEachPartition(table, item));
      case FUNCTIONS -> reader.forEachFunction(database, item);
    }
  }

  private void write(CatalogReader.EntityConsumer<SdkPojo> target, Section section, SdkPojo entity)
      throws IOException {
    target.accept(options.everyMember() ? entity : LinkTargets.portable(entity));
    counts.add(Outcome.EXPORTED, section, 1);
  }

  private interface Work {
    void run() throws IOException, TransferException;
  }

  private static void export(Work work) throws TransferException {
    try {
      work.run();
    } catch (SdkException e) {
      throw new TransferException("The catalog cannot be read: " + TransferException.reason(e), e);
    } catch (IOException e) {
      throw new TransferException("The export cannot be written: " + e, e);
    }
  }
}
