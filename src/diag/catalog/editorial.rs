//! What editors are told of their own prose: sourcing, attribution, shape, time, names, language.
//! Where each rule is in `check`, one file each.
