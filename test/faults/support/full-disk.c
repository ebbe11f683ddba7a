/*
 * A small disk where none may be mounted (LD_PRELOAD): whatever grows below a folder whose path begins with
 * FOREWORD_SMALL_DISK finds no room for more than FOREWORD_SMALL_DISK_BYTES in all, as on a disk that is full.
 */
#define _GNU_SOURCE
#define _LARGEFILE64_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static const char *prefix;
static size_t prefix_length;
static int64_t most, used;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *bytes = getenv("FOREWORD_SMALL_DISK_BYTES");
  prefix = bytes ? getenv("FOREWORD_SMALL_DISK") : NULL;
  if (!prefix) return;
  prefix_length = strlen(prefix);
  most = atoll(bytes);
}

static int count(const char *path, const struct stat *found, int kind, struct FTW *place) {
  (void)path, (void)place;
  if (kind == FTW_F) used += found->st_size;
  return 0;
}

/* Bytes that still fit on the disk of this path; negative: it is on none of ours. */
static int64_t room_at(const char *path) {
  if (!prefix || strncmp(path, prefix, prefix_length) != 0) return -1;
  char disk[PATH_MAX];
  snprintf(disk, sizeof disk, "%s", path);
  char *end = strchr(disk + prefix_length, '/');
  if (end) *end = 0;
  pthread_mutex_lock(&one_at_a_time);
  used = 0;
  nftw(disk, count, 16, FTW_PHYS);
  int64_t room = used < most ? most - used : 0;
  pthread_mutex_unlock(&one_at_a_time);
  return room;
}

/* How many of `length` bytes at `place` fit; the end of the file where `place` is negative. */
static int64_t fitting(int fd, off64_t place, int64_t length) {
  struct stat file;
  if (!prefix || length <= 0 || fstat(fd, &file) != 0 || !S_ISREG(file.st_mode)) return length;
  if (place < 0) place = fcntl(fd, F_GETFL) & O_APPEND ? file.st_size : lseek(fd, 0, SEEK_CUR);
  int64_t grows = place + length - file.st_size;
  if (grows <= 0) return length;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return length;
  path[size] = 0;
  int64_t room = room_at(path);
  if (room < 0 || grows <= room) return length;
  return length - (grows - room);
}

static int full(void) {
  errno = ENOSPC;
  return -1;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  int64_t fits = fitting(fd, -1, length);
  return fits <= 0 && length > 0 ? full() : REAL(write)(fd, bytes, fits);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t place) {
  int64_t fits = fitting(fd, place, length);
  return fits <= 0 && length > 0 ? full() : REAL(pwrite64)(fd, bytes, fits, place);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t place) { return pwrite64(fd, bytes, length, place); }

/* What is written in pieces fits as a whole or not at all. */
static int64_t lengths(const struct iovec *pieces, int n) {
  int64_t sum = 0;
  for (int i = 0; i < n; i++) sum += pieces[i].iov_len;
  return sum;
}
ssize_t writev(int fd, const struct iovec *pieces, int n) {
  int64_t length = lengths(pieces, n);
  return fitting(fd, -1, length) < length ? full() : REAL(writev)(fd, pieces, n);
}
ssize_t pwritev64(int fd, const struct iovec *pieces, int n, off64_t place) {
  int64_t length = lengths(pieces, n);
  return fitting(fd, place, length) < length ? full() : REAL(pwritev64)(fd, pieces, n, place);
}
ssize_t pwritev(int fd, const struct iovec *pieces, int n, off_t place) { return pwritev64(fd, pieces, n, place); }

static int grow(int fd, off64_t size) {
  return fitting(fd, 0, size) < size ? full() : 0;
}
int ftruncate64(int fd, off64_t size) { return grow(fd, size) ? -1 : REAL(ftruncate64)(fd, size); }
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
int posix_fallocate64(int fd, off64_t place, off64_t length) {
  return grow(fd, place + length) ? ENOSPC : REAL(posix_fallocate64)(fd, place, length);
}
int posix_fallocate(int fd, off_t place, off_t length) { return posix_fallocate64(fd, place, length); }

static void tell(const char *path, uint64_t size, uint64_t *free, uint64_t *available) {
  char whole[PATH_MAX];
  int64_t room = realpath(path, whole) ? room_at(whole) : -1;
  if (room >= 0) *free = *available = room / size;
}
int statfs(const char *path, struct statfs *disk) {
  int failed = REAL(statfs)(path, disk);
  if (!failed) tell(path, disk->f_bsize, (uint64_t *)&disk->f_bfree, (uint64_t *)&disk->f_bavail);
  return failed;
}
int statfs64(const char *path, struct statfs64 *disk) {
  int failed = REAL(statfs64)(path, disk);
  if (!failed) tell(path, disk->f_bsize, (uint64_t *)&disk->f_bfree, (uint64_t *)&disk->f_bavail);
  return failed;
}
