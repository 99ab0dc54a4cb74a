/* Logs, in the order in which it happens, what a program writes, syncs, cuts, renames and removes below
 * a folder, so that a test can rebuild the disk as a power cut would have left it. Loaded with
 * LD_PRELOAD; it changes nothing of what the program does. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* As tests/faults/recording.rs reads it: little end first, then the name, then the data. */
struct record {
    char op;
    char unused;
    uint16_t name_bytes;
    int32_t pid;
    int64_t at;
    uint64_t data_bytes;
};

static int out = -1;
static char folder[PATH_MAX];
static size_t folder_bytes;

__attribute__((constructor)) static void begin(void) {
    const char *watched = getenv("RECORD_FOLDER"), *log = getenv("RECORD_LOG");
    if (!watched || !log || !realpath(watched, folder)) return;
    folder_bytes = strlen(folder);
    out = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* The path below the folder; NULL for what is elsewhere, and for shared memory, which no disk keeps. */
static const char *below(const char *path) {
    if (out < 0 || strncmp(path, folder, folder_bytes) || path[folder_bytes] != '/') return NULL;
    size_t bytes = strlen(path);
    if (bytes > 4 && !strcmp(path + bytes - 4, "-shm")) return NULL;
    return path + folder_bytes + 1;
}

static const char *name_of(int fd, char *room) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t bytes = readlink(link, room, PATH_MAX - 1);
    if (bytes <= 0) return NULL;
    room[bytes] = 0;
    return below(room);
}

static void put(char op, const char *name, int64_t at, const void *data, size_t bytes) {
    if (!name) return;
    struct record head = {op, 0, (uint16_t)strlen(name), getpid(), at, bytes};
    struct iovec parts[] = {
        {&head, sizeof head}, {(void *)name, head.name_bytes}, {(void *)data, bytes}};
    int kept = errno;
    /* One call, so that records of several processes do not mix. */
    if (writev(out, parts, 3) < 0) abort();
    errno = kept;
}

ssize_t write(int fd, const void *data, size_t bytes) {
    ssize_t done = syscall(SYS_write, fd, data, bytes);
    char room[PATH_MAX];
    if (out >= 0 && fd != out && done > 0) {
        const char *name = name_of(fd, room);
        if (name) put('w', name, lseek(fd, 0, SEEK_CUR) - done, data, (size_t)done);
    }
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) {
    ssize_t done = syscall(SYS_pwrite64, fd, data, bytes, at);
    char room[PATH_MAX];
    if (out >= 0 && done > 0) put('w', name_of(fd, room), at, data, (size_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) {
    return pwrite64(fd, data, bytes, at);
}

int ftruncate64(int fd, off64_t length) {
    int failed = (int)syscall(SYS_ftruncate, fd, length);
    char room[PATH_MAX];
    if (out >= 0 && !failed) put('t', name_of(fd, room), length, "", 0);
    return failed;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

/* Only what was written before the sync began is certain to be on the disk when it ends. */
static int synced(int fd, long call) {
    char room[PATH_MAX];
    const char *name = out >= 0 ? name_of(fd, room) : NULL;
    put('b', name, 0, "", 0);
    int failed = (int)syscall(call, fd);
    if (!failed) put('e', name, 0, "", 0);
    return failed;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int unlink(const char *path) {
    int failed = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!failed) put('u', below(path), 0, "", 0);
    return failed;
}

int rename(const char *from, const char *to) {
    int failed = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    const char *new_name = below(to);
    if (!failed && new_name) put('r', below(from), 0, new_name, strlen(new_name));
    return failed;
}
