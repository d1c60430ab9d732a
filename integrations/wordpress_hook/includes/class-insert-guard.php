<?php
/**
 * Layer 2: the choke point of wp_insert_post() and wp_update_post().
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Guards every other way of saving: classic editor, quick edit, bulk edit, XML-RPC, importers, other plugins.
 */
final class Insert_Guard {
	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * Fingerprints of posts before this request saved them.
	 *
	 * @var array<int,string>
	 */
	private $before = array();

	/**
	 * Verdicts on new posts that have no id yet, by their text.
	 *
	 * @var array<string,Verdict>
	 */
	private $refused = array();

	/**
	 * A guard.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_filter( 'wp_insert_post_data', array( $this, 'check' ), PHP_INT_MAX, 2 );
		add_action( 'wp_insert_post', array( $this, 'hold_new' ), PHP_INT_MIN, 2 );
		add_action( 'wp_after_insert_post', array( $this, 'check_stored' ), PHP_INT_MIN, 2 );
	}

	/**
	 * Judges what is about to be stored, and changes it where it must not go out.
	 *
	 * @param array $data    Fields, slashed.
	 * @param array $postarr What was given to wp_insert_post(), slashed.
	 */
	public function check( $data, $postarr ) {
		if ( ! Types::is_guarded( $data['post_type'] ) || ! Types::is_live( $data['post_status'], $data['post_type'] ) ) {
			return $data;
		}
		$id    = isset( $postarr['ID'] ) ? (int) $postarr['ID'] : 0;
		$old   = $id ? get_post( $id ) : null;
		$plain = array_merge( wp_unslash( $data ), array( 'ID' => $id ) );
		$draft = Draft::of( $plain, isset( $postarr['_thumbnail_id'] ) ? max( 0, (int) $postarr['_thumbnail_id'] ) : null );
		if ( $old ) {
			$this->before[ $id ] = Draft::stored( $old )->fingerprint();
		}
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		if ( $verdict->allowed ) {
			return $data;
		}
		if ( $old && Types::is_out( $old->post_status, $old->post_type ) && Types::is_out( $data['post_status'], $data['post_type'] ) ) {
			return $this->keep_live( $data, $plain, $old, $draft, $verdict );
		}
		$resting             = $old && ! Types::is_live( $old->post_status, $old->post_type ) && ! in_array( $old->post_status, array( 'auto-draft', 'trash', 'inherit' ), true );
		$data['post_status'] = $resting ? $old->post_status : ( in_array( $data['post_type'], Types::TEMPLATES, true ) ? 'pending' : 'draft' );
		if ( $id ) {
			$this->plugin->holds->hold( $id, $verdict, 'refused' );
		} else {
			$this->refused[ $draft->text_hash() ] = $verdict;
		}
		return $data;
	}

	/**
	 * Holds a new post that was refused, now that it has an id.
	 *
	 * @param int      $post_id Id.
	 * @param \WP_Post $post    The post.
	 */
	public function hold_new( $post_id, $post ) {
		$hash = $this->refused && $post instanceof \WP_Post ? Draft::stored( $post )->text_hash() : '';
		if ( isset( $this->refused[ $hash ] ) ) {
			$this->plugin->holds->hold( $post_id, $this->refused[ $hash ], 'refused' );
			unset( $this->refused[ $hash ] );
		}
	}

	/**
	 * Judges what is stored with its terms, meta and picture, and notes it.
	 *
	 * @param int      $post_id Id.
	 * @param \WP_Post $post    The post.
	 */
	public function check_stored( $post_id, $post ) {
		$post = get_post( $post_id );
		if ( ! $post || ! Types::is_guarded( $post->post_type ) || ! Types::is_live( $post->post_status, $post->post_type ) || $this->plugin->holds->refused( $post_id ) ) {
			return;
		}
		$draft = Draft::stored( $post );
		if ( isset( $this->before[ $post_id ] ) && $this->before[ $post_id ] === $draft->fingerprint() && $this->plugin->records->covers( $post, $this->plugin->windows->active() ) ) {
			$this->plugin->holds->release( $post_id );
			return; // Nothing that visitors can read has changed.
		}
		$verdict = $this->plugin->gatekeeper->judge( $draft, true );
		if ( ! $verdict->allowed ) {
			$this->plugin->holds->pull( $post, $verdict, 'backstop' );
			return;
		}
		$this->plugin->passed( $post_id, $draft, $verdict );
	}

	/**
	 * Keeps the text that is live, and parks the new one.
	 *
	 * @param array    $data    Fields, slashed.
	 * @param array    $plain   The same, not slashed.
	 * @param \WP_Post $old     The post as it is.
	 * @param Draft    $draft   The new text.
	 * @param Verdict  $verdict What the gate said.
	 */
	private function keep_live( array $data, array $plain, \WP_Post $old, Draft $draft, Verdict $verdict ) {
		$more = array();
		if ( ! Draft::stored( $old )->same_text( $draft ) ) {
			$more['parked'] = $this->plugin->holds->park( $old->ID, $plain );
		}
		foreach ( array( 'post_title', 'post_content', 'post_excerpt', 'post_content_filtered', 'post_name' ) as $key ) {
			$data[ $key ] = wp_slash( $old->$key );
		}
		if ( 'private' === $old->post_status || '' !== $old->post_password ) { // No step towards more readers.
			$data['post_status']   = $old->post_status;
			$data['post_password'] = wp_slash( $old->post_password );
		}
		$this->plugin->holds->hold( $old->ID, $verdict, 'live', $more );
		return $data;
	}
}
