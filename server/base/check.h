// Assertions for our own bugs; they stay on in release. What a user can trigger is a Fault instead.
#pragma once

#include <cstdio>
#include <cstdlib>

#define VIGIL_CHECK(condition)                                                                 \
    do {                                                                                       \
        if (!(condition)) {                                                                    \
            std::fprintf(stderr, "%s:%d: check failed: %s\n", __FILE__, __LINE__, #condition); \
            std::abort();                                                                      \
        }                                                                                      \
    } while (false)
