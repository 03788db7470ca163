//! What every snippet has to keep to; that they run is tested with the stand-in.

use super::*;
use crate::grants::Grant;

#[test]
fn all() {
    for grant in Grant::ALL {
        for kind in offered(grant) {
            assert!(snippet(kind, grant, "mypurecloud.ie").is_ok());
        }
    }
}
