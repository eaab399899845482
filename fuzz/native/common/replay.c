/* main() without a fuzzer: runs the target on every file of the folders and files that are given. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <sys/stat.h>

#include "target.h"

#define LONGEST (1 << 20)

static size_t inputs;

static void replay_file(const char *path)
{
  static uint8_t buffer[LONGEST];
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    perror(path);
    exit(2);
  }
  size_t size = fread(buffer, 1, sizeof buffer, file);
  fclose(file);
  /* Of its very size, so that a sanitizer sees what is read behind it. */
  uint8_t *data = malloc(size + (size == 0));
  CHECK(data != NULL, "no memory");
  memcpy(data, buffer, size);
  LLVMFuzzerTestOneInput(data, size);
  free(data);
  inputs++;
}

static void replay(const char *path)
{
  struct stat found;
  if (stat(path, &found) != 0 || !S_ISDIR(found.st_mode)) {
    replay_file(path);
    return;
  }
  DIR *folder = opendir(path);
  CHECK(folder != NULL, "%s cannot be read", path);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    char inner[4096];
    if (entry->d_name[0] == '.') continue;
    snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
    replay_file(inner);
  }
  closedir(folder);
}

int main(int argc, char **argv)
{
  if (argc < 2) {
    fprintf(stderr, "Usage: %s FILE|FOLDER…\nRuns the target on each file.\n", argv[0]);
    return 2;
  }
  for (int i = 1; i < argc; i++) replay(argv[i]);
  printf("%zu inputs, %zu kernels\n", inputs, target_kernels()->count);
  return 0;
}
